//! The definitions of Ninh Bình, Đồng Nai and Hải Phòng against the documents that they were copied
//! from.
//!
//! Deliberately without the program's own loader, as `official_text.rs`: the files are read as plain
//! TOML and CSV, so a mistake in the loader cannot hide one in the data.

mod definition;
mod dong_nai;
mod hai_phong;
mod ninh_binh;
mod shared;
