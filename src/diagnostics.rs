//! What is wrong with a setup, an assertion or an error text.

mod assertion_report;
mod diagnosis;
mod explanation;

pub use assertion_report::{AssertionReport, AssertionWarning};
pub use diagnosis::{Diagnosis, Evidence, Fault, Finding, Problem, Question, diagnose};
pub use explanation::ErrorExplanation;
