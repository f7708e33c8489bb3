//! The words that this project does not write, each with what it writes in their place.

/// A word, or several in a row, to avoid.
pub struct Avoided {
    /// Words in a row. `a|b` is one of several words, `a*` begins with `a`, `*a` ends with it. `$` at the end: punctuation
    /// follows, or code.
    pub words: &'static str,
    pub instead: &'static str,
    /// The words are right where the same sentence has one of these.
    pub unless: &'static str,
}

const fn avoid(words: &'static str, instead: &'static str) -> Avoided {
    Avoided { words, instead, unless: "" }
}

const fn unless(words: &'static str, instead: &'static str, unless: &'static str) -> Avoided {
    Avoided { words, instead, unless }
}

pub const AVOIDED: &[Avoided] = &[
    // One term each.
    unless("answer|answers", "response", "question|questions|prompt"),
    unless("answered|answering", "responded, returned", "question|questions|prompt"),
    unless("exchange|exchanges", "token request", "code|codes|claims|refresh"),
    avoid("repetition|repetitions", "retry"),
    avoid("look-up|look-ups", "user search, lookup"),
    avoid("seal|seals|sealed|sealing", "encrypt"),
    avoid("mend|mends|mended|mending", "fix"),
    avoid("outdo|outdoes|outdone", "override"),
    avoid("token's|assertion's|code's end", "expiry, or \"expires\""),
    avoid("token|tokens|assertion|assertions ends|ended", "expires, has expired"),
    avoid("before|until|after|past its|their end", "expires"),
    // Clauses inside clauses.
    avoid("that|those|this which", "name the thing"),
    avoid("of which", "a second sentence"),
    avoid("whoever|whomever|whosoever|whom|whose's", "someone who, the user"),
    avoid("whatever|whichever|whatsoever", "any, every"),
    avoid(
        "whereof|whereby|wherein|thereof|therein|thereby|hereby|thence|whence|hence",
        "a second sentence",
    ),
    avoid("nothing|nobody|none|all but", "only, all except"),
    avoid("lest", "so that … not"),
    // Literal translations.
    avoid("let|lets him|her|them|the|a|an|this|it", "ask … to, allow, make"),
    unless("is|are|was|were no", "is not a", "there|longer|more"),
    avoid("of one's|our|my|your|his|her|its|their own$", "your own …"),
    avoid("one's|oneself|himself|herself", "your, yourself, themselves"),
    avoid("he|him|his|she|hers", "they, the user"),
    avoid("shall", "must, will"),
    avoid("is|are to be", "must be"),
    avoid("come|comes|came|become|becomes|became of", "result, happen"),
    avoid("says|said|say no", "refuses"),
    avoid("goes|go|went on", "continues"),
    avoid("anew", "again"),
    avoid("upon", "on"),
    avoid("thus", "so"),
    avoid("belong|belongs into", "belongs in"),
    avoid("who|what there is", "name the things"),
    avoid("else what|who", "otherwise"),
    avoid("will do", "works"),
    avoid("as far as", "where"),
    avoid("not|nor at all", "not"),
    // Latin.
    avoid("e.g|e.g.,|eg", "for example"),
    avoid("i.e|i.e.,|ie", "that is"),
    avoid("etc", "and so on, or the whole list"),
    avoid("vs|cf.", "against, see"),
    // Contractions.
    avoid("*n't|*'re|*'ll|*'ve|i'm", "the full words"),
    avoid("it's|that's|there's|here's|what's|let's|who's|he's|she's", "the full words"),
    // American spelling.
    avoid(
        "organis*|authoris*|recognis*|initialis*|normalis*|serialis*|unauthoris*|deserialis*",
        "-iz-",
    ),
    avoid(
        "optimis*|minimis*|summaris*|customis*|synchronis*|specialis*|utilis*|finalis*|standardis*",
        "-iz-",
    ),
    avoid("colour*|behaviour*|favour*|honour*|neighbour*|labour*", "-or"),
    avoid("licence|licences", "license"),
    avoid(
        "cancelled|cancelling|labelled|labelling|modelled|modelling|travelled|signalled|signalling",
        "one l",
    ),
    avoid(
        "analyse|analysed|analyses|catalogue|centre|centres|grey|defence|judgement|programme",
        "American spelling",
    ),
    avoid(
        "learnt|spelt|burnt|leant|whilst|amongst|towards|backwards|till|maths",
        "American spelling",
    ),
];
