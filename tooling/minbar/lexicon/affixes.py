"""What is attached to a word: Arabic particles before it, endings after it, elided words in French.

Lists, not rules: a word has one of them or it is another word. فاسد is no «so, a lion», unless a
lexicon names the lion.
"""

from itertools import product

from minbar.lexicon.letters import fold

PARTICLES: tuple[str, ...] = tuple(
    dict.fromkeys(
        first + second
        for first, second in product(
            ("", "و", "ف"), ("", "ال", "ب", "بال", "ك", "كال", "ل", "لل", "لال")
        )
    )
)
"""و and ف, then ب, ك, ل, the article, or both: 27 with nothing at all."""

_GENDERS = """
    ة ات ون ين ان تان تين ا و وا ت ي ية يون يين يات اء
"""
_PRONOUNS = ("", "ه", "ها", "هم", "هن", "هما", "ك", "كم", "كن", "نا", "ني", "ي")

ARABIC_ENDINGS = frozenset(
    fold(ending + pronoun) for ending, pronoun in product(("", *_GENDERS.split()), _PRONOUNS)
)
"""Gender, number, relation, case, then a pronoun."""

_FRENCH = """
    e s es ee ees x ne nes le les te tes se ses sse sses esse esses
    ment er ez ent ons ait aient ant ants
"""
FRENCH_ENDINGS = frozenset(("", *_FRENCH.split()))
"""Gender and number, and the commonest endings of verbs, without accents."""

LONGEST_ENDING = max(map(len, ARABIC_ENDINGS | FRENCH_ENDINGS))

ELIDED = frozenset(("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu"))
"""What an apostrophe cuts off in French: passed over in a text and in a term."""

APOSTROPHES = frozenset("'’‘ʼ＇`´")

_COMMON = """
    في من على إلى عن أن إن ما لا لم لن هو هي هم نحن أنا أنت أنتم هذا هذه ذلك تلك الذي التي الذين
    كل بعد قبل بين مع كان كانت قد ثم أو يا غير حتى عند منذ ليس كما بل لكن ألا أي به له لها فيها
    فيه منه منها عليه عليها إليه نعم هناك هنا اليوم ولا وما le la les un une des du de et ou où
    à au aux en dans par pour sur sous avec sans que qui quoi dont ne pas plus ce cet cette ces
    se sa son ses leur leurs il elle ils elles on nous vous je tu mon ma mes ton ta tes notre
    nos votre vos est sont été être a ont avoir fait faire mais si y comme tout tous toute
    toutes the of and to in is that it for
"""
COMMON = frozenset(map(fold, _COMMON.split()))
"""Words that stand in nearly every text: a term of these alone would match everything."""
