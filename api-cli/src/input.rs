//! What the user has: packages, their builds, their repository, built files. Nothing of it is changed.
//!
//! Commands call it, and `record` and `output`. It says what is wrong in `report`'s words. `compile` takes from the files
//! beside it, and none of these from `compile`.
//!
//! | file | what is in it |
//! |---|---|
//! | `project` | the packages that are meant, as cargo describes them |
//! | `disk`, `git` | files, as they are and as commits have them |
//! | `section` | the record sections of object files, archives, libraries, programs |
//! | `binary` | what such a file of anyone says of tables |
//! | `compile/` | what the compiler says of the packages' sources |

pub(crate) mod binary;
pub(crate) mod compile;
pub(crate) mod disk;
pub(crate) mod git;
pub(crate) mod project;
mod section;
