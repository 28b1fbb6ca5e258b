//! Surveys told in a small form language over the shipped package.

mod language;

mod branches;
mod configs;
mod leaving;
mod nonsense;
mod saving;
mod setup;
mod words;
