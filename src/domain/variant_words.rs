//! The words that tell the variants of one article apart.

/// What a word says of a variant: a number, a size or a color.
pub(super) fn variant(word: &str) -> Option<&str> {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        let number = word.trim_start_matches('0');
        return Some(if number.is_empty() { "0" } else { number });
    }
    let group = VARIANT_WORDS.iter().find(|group| group.contains(&word))?;
    group.first().copied()
}

/// The sign of a unit that is written out.
pub(super) fn unit(word: &str) -> Option<&str> {
    let group = UNITS.iter().find(|group| group.contains(&word))?;
    group.first().copied()
}

/// Units, folded; those of one group mean the same.
const UNITS: &[&[&str]] = &[
    &["g", "gr", "grs", "gramme", "grammes", "gram", "grams"],
    &["kg", "kgs", "kilo", "kilos", "kilogramme", "kilogrammes"],
    &["l", "litre", "litres", "liter", "liters"],
    &["cl", "centilitre", "centilitres"],
    &["ml", "millilitre", "millilitres"],
    &["mm", "millimetre", "millimetres"],
    &["cm", "cms", "centimetre", "centimetres"],
    &["m", "metre", "metres", "meter", "meters"],
    &["pcs", "pc", "pce", "pces", "piece", "pieces"],
];

/// Words for sizes and colors, folded; those of one group mean the same.
const VARIANT_WORDS: &[&[&str]] = &[
    &["xs"],
    &["s"],
    &["m"],
    &["l"],
    &["xl"],
    &["xxl"],
    &["xxxl"],
    &["petit", "petite", "petits", "petites", "small"],
    &["moyen", "moyenne", "moyens", "moyennes", "medium"],
    &["grand", "grande", "grands", "grandes", "large"],
    &["rouge", "rouges", "red"],
    &["bleu", "bleue", "bleus", "bleues", "blue"],
    &["vert", "verte", "verts", "vertes", "green"],
    &["jaune", "jaunes", "yellow"],
    &["noir", "noire", "noirs", "noires", "black"],
    &["blanc", "blanche", "blancs", "blanches", "white"],
    &["gris", "grise", "grises", "gray", "grey"],
    &["rose", "roses", "pink"],
    &["orange", "oranges"],
    &["violet", "violette", "violets", "violettes", "purple"],
    &["marron", "marrons", "brun", "brune", "brown"],
    &["beige", "beiges"],
    &["dore", "doree", "or", "gold", "golden"],
    &["argent", "argente", "argentee", "silver"],
    &["marine", "navy"],
    &["turquoise", "turquoises"],
    &["bordeaux", "burgundy"],
    &["kaki", "khaki"],
    &["ecru", "ecrue"],
    &["ivoire", "ivory"],
    &["creme", "cream"],
    &["taupe", "taupes"],
    &["camel"],
    &["moutarde", "mustard"],
    &["corail", "coral"],
    &["saumon", "salmon"],
    &["lilas", "lilac"],
    &["mauve", "mauves"],
    &["prune", "plum"],
    &["fuchsia", "fuschia"],
    &["magenta"],
    &["cyan"],
    &["indigo"],
    &["anthracite"],
    &["cuivre", "cuivree", "copper"],
    &["bronze"],
    &["chocolat", "chocolate"],
    &["multicolore", "multicolores", "multicolor"],
    &["transparent", "transparente"],
    &["clair", "claire", "light"],
    &["fonce", "foncee", "dark"],
];
