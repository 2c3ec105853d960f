/// A group of Dolibarr's rights that the API asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    Read,
    Write,
    /// Only administrators: the list of extrafields in `/setup`.
    Administer,
}

/// The user a key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    Admin,
    Reader,
    NoRights,
}

impl User {
    pub fn may(self, right: Right) -> bool {
        match self {
            User::Admin => true,
            User::Reader => right == Right::Read,
            User::NoRights => false,
        }
    }

    pub fn id(self) -> u64 {
        match self {
            User::Admin => 1,
            User::Reader => 3,
            User::NoRights => 2,
        }
    }

    pub fn login(self) -> &'static str {
        match self {
            User::Admin => "admin",
            User::Reader => "reader",
            User::NoRights => "norights",
        }
    }

    pub fn lastname(self) -> &'static str {
        match self {
            User::Admin => "SuperAdmin",
            User::Reader => "Reader",
            User::NoRights => "NoRights",
        }
    }
}

/// The keys that open the API: the administrator's, which may be chosen, `reader-key` and `no-rights-key`.
#[derive(Clone, Debug)]
pub struct Keys {
    admin: String,
}

impl Keys {
    pub fn with_admin(admin: String) -> Self {
        Keys { admin }
    }

    pub fn user(&self, key: &str) -> Option<User> {
        match key {
            key if key == self.admin => Some(User::Admin),
            "reader-key" => Some(User::Reader),
            "no-rights-key" => Some(User::NoRights),
            _ => None,
        }
    }
}
