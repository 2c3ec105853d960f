//! The articles of French shops: kinds of things, and what their variants differ in.

/// A kind of things: what they are called, and what tells its variants apart.
pub(crate) struct Kind {
    pub(crate) nouns: &'static [&'static str],
    /// Each variant has one word of each.
    pub(crate) axes: &'static [&'static [&'static str]],
    /// The lowest and the highest price without tax, in cents.
    pub(crate) price: (usize, usize),
    /// Whether variants of different sizes cost the same.
    pub(crate) one_price: bool,
}

const COLORS: &[&str] = &[
    "rouge",
    "bleu",
    "vert",
    "noir",
    "blanc",
    "gris",
    "rose",
    "jaune",
    "beige",
    "marine",
    "bordeaux",
    "kaki",
    "écru",
    "turquoise",
    "moutarde",
    "corail",
    "anthracite",
    "camel",
    "lilas",
    "vert olive",
    "bleu ciel",
];
const LETTERS: &[&str] = &["XS", "S", "M", "L", "XL", "XXL"];
const NUMBERS: &[&str] = &["36", "38", "40", "42", "44", "46"];
const SHOES: &[&str] = &["37", "38", "39", "40", "41", "42", "43"];
const BOTTLES: &[&str] = &["25 cl", "33 cl", "50 cl", "75 cl", "1 L", "1,5 L"];
const WEIGHTS: &[&str] = &["100 g", "250 g", "300 g", "500 g", "1 kg"];
const SQUARES: &[&str] = &[
    "30 x 30 cm",
    "40 x 40 cm",
    "50 x 50 cm",
    "60 x 40 cm",
    "80 x 80 cm",
];
const LONGS: &[&str] = &[
    "120 x 170 cm",
    "140 x 200 cm",
    "160 x 230 cm",
    "200 x 290 cm",
];
const SCREWS: &[&str] = &[
    "3 x 30 mm",
    "4 x 40 mm",
    "4 x 50 mm",
    "5 x 60 mm",
    "6 x 80 mm",
];
const LOTS: &[&str] = &["lot de 2", "lot de 4", "lot de 6", "lot de 12"];
const POWERS: &[&str] = &["12 V", "18 V", "36 V"];
const PAPERS: &[&str] = &["A3", "A4", "A5", "A6"];
const SCENTS: &[&str] = &[
    "lavande",
    "vanille",
    "jasmin",
    "figue",
    "cèdre",
    "santal",
    "rose ancienne",
    "fleur d'oranger",
    "thé vert",
    "ambre",
    "verveine",
    "patchouli",
];
const FRUITS: &[&str] = &[
    "fraise",
    "framboise",
    "abricot",
    "cerise",
    "poire",
    "pomme",
    "mûre",
    "figue",
    "pêche",
    "citron",
    "myrtille",
    "cassis",
];
const SPICES: &[&str] = &[
    "poivre",
    "curry",
    "paprika",
    "cumin",
    "cannelle",
    "gingembre",
    "muscade",
    "safran",
];
const WOODS: &[&str] = &["chêne", "hêtre", "noyer", "pin", "bambou", "acacia"];

/// Kinds for tuning and kinds for reporting take turns, so that neither has the other's nouns.
pub(crate) const KINDS: &[Kind] = &[
    Kind {
        nouns: &[
            "T-shirt col rond",
            "T-shirt manches longues",
            "Chemise en lin",
            "Pull col V",
            "Sweat à capuche",
            "Veste légère",
        ],
        axes: &[COLORS, LETTERS],
        price: (1200, 6000),
        one_price: true,
    },
    Kind {
        nouns: &[
            "Tee-shirt imprimé",
            "Polo piqué",
            "Débardeur sport",
            "Cardigan en laine",
            "Gilet sans manches",
            "Manteau d'hiver",
        ],
        axes: &[COLORS, LETTERS],
        price: (1200, 9000),
        one_price: true,
    },
    Kind {
        nouns: &[
            "Robe longue",
            "Pantalon chino",
            "Short en jean",
            "Combinaison fluide",
        ],
        axes: &[COLORS, NUMBERS],
        price: (2500, 9000),
        one_price: true,
    },
    Kind {
        nouns: &[
            "Jupe plissée",
            "Jean droit",
            "Bermuda en coton",
            "Blazer cintré",
        ],
        axes: &[COLORS, NUMBERS],
        price: (2500, 9000),
        one_price: true,
    },
    Kind {
        nouns: &["Baskets basses", "Sandales en cuir", "Mocassins souples"],
        axes: &[COLORS, SHOES],
        price: (3900, 12000),
        one_price: true,
    },
    Kind {
        nouns: &[
            "Bottines à lacets",
            "Espadrilles en toile",
            "Chaussons fourrés",
        ],
        axes: &[COLORS, SHOES],
        price: (1900, 12000),
        one_price: true,
    },
    Kind {
        nouns: &["Huile d'olive vierge", "Vinaigre de cidre", "Jus de raisin"],
        axes: &[BOTTLES],
        price: (400, 2500),
        one_price: false,
    },
    Kind {
        nouns: &[
            "Huile de colza",
            "Limonade artisanale",
            "Cidre fermier brut",
        ],
        axes: &[BOTTLES],
        price: (300, 1800),
        one_price: false,
    },
    Kind {
        nouns: &["Confiture extra", "Compote sans sucre", "Gelée maison"],
        axes: &[FRUITS, WEIGHTS],
        price: (350, 1200),
        one_price: false,
    },
    Kind {
        nouns: &["Sirop à l'ancienne", "Pâte de fruits", "Coulis de"],
        axes: &[FRUITS, WEIGHTS],
        price: (350, 1200),
        one_price: false,
    },
    Kind {
        nouns: &["Bougie parfumée", "Savon solide", "Brume d'oreiller"],
        axes: &[SCENTS, WEIGHTS],
        price: (590, 3500),
        one_price: false,
    },
    Kind {
        nouns: &["Diffuseur de parfum", "Gel douche", "Encens naturel"],
        axes: &[SCENTS, BOTTLES],
        price: (590, 3500),
        one_price: false,
    },
    Kind {
        nouns: &[
            "Coussin déhoussable",
            "Housse de coussin",
            "Cadre photo mural",
        ],
        axes: &[COLORS, SQUARES],
        price: (990, 4500),
        one_price: false,
    },
    Kind {
        nouns: &["Galette de chaise", "Miroir carré", "Dessous de plat"],
        axes: &[COLORS, SQUARES],
        price: (590, 5500),
        one_price: false,
    },
    Kind {
        nouns: &["Tapis berbère", "Nappe enduite"],
        axes: &[COLORS, LONGS],
        price: (2900, 29000),
        one_price: false,
    },
    Kind {
        nouns: &["Plaid en laine", "Rideau occultant"],
        axes: &[COLORS, LONGS],
        price: (2900, 15000),
        one_price: false,
    },
    Kind {
        nouns: &["Mug en grès", "Bol à soupe", "Tasse à café"],
        axes: &[COLORS, LOTS],
        price: (900, 4900),
        one_price: false,
    },
    Kind {
        nouns: &["Assiette plate", "Ramequin émaillé", "Verre à pied"],
        axes: &[COLORS, LOTS],
        price: (900, 5900),
        one_price: false,
    },
    Kind {
        nouns: &["Vis à bois tête fraisée", "Boulon inox", "Cheville nylon"],
        axes: &[SCREWS],
        price: (190, 1900),
        one_price: false,
    },
    Kind {
        nouns: &["Vis autoforeuse", "Tire-fond zingué", "Goujon d'ancrage"],
        axes: &[SCREWS],
        price: (190, 2900),
        one_price: false,
    },
    Kind {
        nouns: &["Perceuse visseuse", "Scie sauteuse"],
        axes: &[POWERS],
        price: (5900, 24900),
        one_price: false,
    },
    Kind {
        nouns: &["Meuleuse d'angle", "Ponceuse orbitale"],
        axes: &[POWERS],
        price: (4900, 22900),
        one_price: false,
    },
    Kind {
        nouns: &["Cahier ligné", "Bloc de dessin"],
        axes: &[PAPERS, COLORS],
        price: (250, 1900),
        one_price: false,
    },
    Kind {
        nouns: &["Carnet pointillé", "Classeur rigide"],
        axes: &[PAPERS, COLORS],
        price: (250, 1900),
        one_price: false,
    },
    Kind {
        nouns: &["Planche à découper", "Étagère murale", "Plateau de service"],
        axes: &[WOODS, SQUARES],
        price: (1500, 8900),
        one_price: false,
    },
    Kind {
        nouns: &["Table d'appoint", "Tabouret de bar", "Boîte à bijoux"],
        axes: &[WOODS, COLORS],
        price: (1500, 19900),
        one_price: false,
    },
    Kind {
        nouns: &["Mélange moulu", "Moulin à"],
        axes: &[SPICES, WEIGHTS],
        price: (290, 1900),
        one_price: false,
    },
    Kind {
        nouns: &["Recharge en poudre", "Bocal de"],
        axes: &[SPICES, WEIGHTS],
        price: (290, 1900),
        one_price: false,
    },
];

/// What one shop adds to a name and another does not.
pub(crate) const EXTRAS: &[&str] = &[
    "promo",
    "nouveau",
    "exclusivité",
    "collection été",
    "artisanal",
    "fin de série",
];

/// What makes another article of one.
pub(crate) const OTHERS: &[&str] = &[
    "bio",
    "recharge",
    "coffret",
    "enfant",
    "junior",
    "édition limitée",
    "grand modèle",
    "double",
];

/// Parts of the names of makers and models.
pub(crate) const STARTS: &[&str] = &[
    "Val", "Bel", "Mon", "Bris", "Cas", "Dor", "Fau", "Gal", "Her", "Jon", "Kal", "Lor", "Mar",
    "Nor", "Or", "Pal", "Quer", "Ros", "Sal", "Tre", "Ver", "Zel", "Cham", "Bran",
];
pub(crate) const MIDDLES: &[&str] = &["a", "e", "i", "o", "an", "el", "in", "ou", "ar", "is"];
pub(crate) const ENDS: &[&str] = &[
    "mont", "val", "ca", "ville", "ton", "lys", "ray", "dine", "bert", "nac", "zon", "tine",
    "fort", "rel",
];
