//! What a person looks at: the demo, the workbench, the reference, what is installed.

pub mod demo;
pub mod docs;
pub mod doctor;
pub mod www;
