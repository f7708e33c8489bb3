//! Output for people: the demo, the workbench, the reference, all messages, what is installed.

pub mod demo;
pub mod docs;
pub mod doctor;
pub mod messages;
pub mod www;
