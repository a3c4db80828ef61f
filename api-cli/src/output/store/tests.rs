use tempfile::TempDir;

use super::*;

fn folder_with(content: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("abi.toml");
    fs::write(&file, content).unwrap();
    (folder, file)
}

fn files(folder: &TempDir) -> usize {
    fs::read_dir(folder.path()).unwrap().count()
}

#[test]
fn the_old_file_is_there_until_the_rename() {
    let (folder, file) = folder_with("old");
    let prepared = prepare(&file, b"new").unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"old");
    assert_eq!(prepared.content().unwrap(), b"new");
    prepared.replace().unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"new");
    assert_eq!(files(&folder), 1);
}

#[test]
fn what_is_prepared_and_given_up_leaves_nothing() {
    let (folder, file) = folder_with("old");
    drop(prepare(&file, b"new").unwrap());
    assert_eq!(fs::read(&file).unwrap(), b"old");
    assert_eq!(files(&folder), 1);
}

#[test]
fn a_file_that_is_there_is_not_created_again() {
    let (folder, file) = folder_with("old");
    assert!(!prepare(&file, b"new").unwrap().create().unwrap());
    assert_eq!(fs::read(&file).unwrap(), b"old");
    fs::remove_file(&file).unwrap();
    assert!(prepare(&file, b"new").unwrap().create().unwrap());
    assert_eq!(files(&folder), 1);
}

#[test]
fn an_unchanged_file_keeps_its_time() {
    let (_folder, file) = folder_with("same");
    let time = fs::metadata(&file).unwrap().modified().unwrap();
    assert!(!update(&file, "same").unwrap());
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), time);
    assert!(update(&file, "other").unwrap());
    assert_eq!(fs::read(&file).unwrap(), b"other");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_in_one_line() {
    let (folder, _) = folder_with("");
    let file = folder.path().join("gone/abi.toml");
    let text = prepare(&file, b"new").unwrap_err().reason().unwrap().text();
    assert!(text.contains("abi.toml cannot be written, and was not changed: ") && text.lines().count() == 1, "{text}");
}

#[cfg(unix)]
#[test]
fn the_new_file_may_be_read_by_whom_the_old_one_could() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, file) = folder_with("old");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    prepare(&file, b"new").unwrap().replace().unwrap();
    assert_eq!(mode(&file), 0o640);
    let (created, plain) = (folder.path().join("created"), folder.path().join("plain"));
    assert!(prepare(&created, b"new").unwrap().create().unwrap());
    fs::write(&plain, "").unwrap();
    assert_eq!(mode(&created), mode(&plain));
}
