//! Two products that are probably the same thing, why, and how sure that is.

/// How sure a pair is. What is neither is no pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Selected before the person does anything.
    Sure,
    /// To be looked at; `doubt` says why.
    Doubtful,
}

/// Why two products are a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The references are equal, but for case and punctuation.
    SameReference,
    /// The barcodes are equal.
    SameBarcode,
    /// The names have the same words.
    SameName,
    /// The names are alike.
    SimilarName,
}

/// Why a pair has to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Their reference or barcode stands for another product of one side as well.
    CodeUsedTwice,
    /// A size, a color or a number differs, or only one of the names has it.
    VariantDiffers,
    /// They have a code in common, and their names hardly anything.
    NamesDiffer,
    /// Both have a barcode, and not the same.
    BarcodesDiffer,
    /// Another product is as likely.
    SeveralAlike,
    /// Their names differ in more than a slip of the pen.
    NotQuiteAlike,
}

/// Two products that are probably the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The position of the shop's product among those that were given.
    pub shop: usize,
    /// The position of Dolibarr's.
    pub dolibarr: usize,
    /// How sure it is.
    pub class: Class,
    /// The same as a number, in percent: for sorting and showing.
    pub confidence: u8,
    /// The strongest reason.
    pub reason: Reason,
    /// Why it is not sure.
    pub doubt: Option<Doubt>,
}
