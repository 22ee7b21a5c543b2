"""Kinds of language in which a pupil is named. All sentences are invented."""

from tests.name_texts.case import Case
from tests.name_texts.cases_of_words import WORD_CASES

_FULL = (
    "Our bug hotel was designed by {a.full}. Four floors and a roof terrace!",
    "{a.full} and {b.full} carried the banner in the town parade.",
    "The chess trophy stays with us for another year, thanks to {a.full}.",
    "Who made the hall laugh until it cried? {a.full}, of course.",
    "Swimming gala: {a.full} (gold), {b.full} (silver), {c.full} (bronze).",
    "A big hand for {a.full} and her ukulele.",
)
_LISTS = (
    "Choir soloists:\n- {a.full}\n- {b.full}\n- {c.full}",
    "Attendance stars: {a.full}; {b.full}; {c.full}.",
    "Litter heroes this month were {a.full}, {b.full} and {c.full}. The park looks lovely.",
)
_WITH_CLASS = (
    "{a.first} in {a.room} has taught her gran to code.",
    "{a.first} ({a.room}) brought in a snake skin.",
    "{a.room}'s {a.first} has knitted a scarf for the class bear.",
    "We were sent this by {a.first} from {a.year}.",
    "{a.first}, {a.year}, will open the exhibition.",
    "{a.year} pupil {a.first} met a real astronaut.",
)
_FORENAME = (
    "{a.first}, that was the best magic trick this hall has ever seen.",
    "Happy birthday {a.first}! Save us some cake.",
    "Guess who lost two teeth in one lunch break? {a.first}!",
    "Get well soon, {a.first}. The goldfish misses you.",
    "We think {a.first} deserves a medal for patience with the printer.",
    "Yesterday {a.first} and {b.first} untangled four hundred conkers.",
    "It was {a.first} who spotted the kingfisher.",
    "Look what {a.first} found under the shed!",
)
_POSSESSIVE = (
    "{a.first}'s kite went over the church and kept going.",
    "{a.first}’s kite is home again, in three pieces.",
    "The judges loved {a.full}’s gingerbread lighthouse.",
    "Nothing beats {a.first}'s impression of the photocopier.",
)
_INITIALS = (
    "A gold star for {a.initials} in {a.room}.",
    "Top scorer: {a.initial_and_last} ({a.room}).",
    "Headteacher's award: {a.first_and_initial}.",
    "Goals from {a.first_and_initial}, {b.first_and_initial} and {c.first_and_initial}.",
    "{a.first_and_initial} can't stop telling jokes about owls.",
    "{a.initial_and_last} takes the wooden spoon this week.",
)
_SHORT_FORMS = (
    "Our very own {a.with_short_form} on local radio at noon!",
    "{a.short} in {a.room} has started a worm farm.",
    "Three cheers for {a.with_short_form} and the tuba.",
)
_PREFERRED = (
    "{a.full} told the best story about a llama.",
    "In the register she is {a.legal}; on the pitch she is {a.first}.",
    "Full marks for {a.legal} in the spelling bee.",
    "{a.first} from {a.room} taught us all to whistle.",
)
_ACCENTED = ("{a.bare} wrote the winning haiku.", "{a.apart} wrote the winning haiku.", "{a.full} wrote it!")
_COMPOUND = (
    "{a.full} has joined the bell ringers.",
    "Ten out of ten for {a.first}, who climbed Scafell Pike.",
    "Thank you {a.first} for watering the beans.",
)
_DOUBLE = (
    "{a.full} skippered the dinghy.",
    "{a.first_half} skippered the dinghy.",
    "Dinghy race, first home: {a.second_half}.",
)
_APOSTROPHE = (
    "Prize for the loudest laugh: {a.full}.",
    "{a.curly}’s puppet stole the show.",
    "Well played {a.without_apostrophe}!",
)
_PARTICLE = ("{a.full} plays the euphonium.", "{a.without_particle} plays it too, says our list.")
_LINE_BREAKS = (
    "Pupil of the month is {a.first}\n{a.last}. Come and see the wall.",
    "RESULTS\n{a.last},\n{a.first} 12 points\n{b.last},\n{b.first} 9 points",
    "Certificates go to {a.first}\r\n\r\n{a.last} and {b.first}\t{b.last}",
)
_HASHTAGS = (
    "What a voice! #WellDone{a.glued} #SummerConcert",
    "#proudof{a.glued_lower} and the whole of {a.room}",
    "Runners, take your marks. #Go{a.glued_first}",
    "Our new head pupil #Congratulations{a.glued_first}",
    "#{a.glued} says it all",
)
_HASHTAGS_OF_NOBODY = (
    "#ReadingRocks #WorldBookDay #PlayForToday",
    "Every class is in the picture! #OneTeam #WalkToSchool",
    "#ThankYouGovernors for the new bike shelter",
)
_HANDLES = (
    "Photo by @{a.dotted} with thanks",
    "Our reporter @{a.glued_lower}14 was there.",
    "Send entries to {a.dotted}@pupils.example.org please.",
)
_HANDLES_OF_NOBODY = (
    "Thank you @CountyMuseumTrust and @RiverwaysYouth for having us.",
    "Questions? office@school.example.org",
)
_CAPITALS = (
    "CONGRATULATIONS TO {a.upper} ON PASSING GRADE THREE VIOLIN!",
    "FOUND: ONE LEFT SHOE. IS IT YOURS, {a.upper}?",
    "hats off to {a.lower} for sorting the recycling",
    "huge thanks {a.lower} and {b.lower}, what a show",
)
_EMOJI = ("Well done {a.signed}!", "Our reading champion {a.signed} has done it again")
_UNSEEN = ("Our poet of the term is {a.unseen}.", "{a.unseen} and {b.unseen} built this bridge.")
_LOOK_ALIKE = ("{a.look_alike} is our gardener of the year.", "Delighted for {a.look_alike} today.")
_MISSPELT = (
    "Very well played {a.misspelt} in the final.",
    "{a.misspelt} has a place in the county orchestra.",
    "Thank you to {a.first_misspelt} for the origami cranes.",
)
_SURNAME_FIRST = (
    "Merits: {a.upper_last} {a.first}; {b.upper_last} {b.first}.",
    "{a.last}, {a.first} - Bronze Award",
    "{a.last}, {a.first}\n{b.last}, {b.first}",
)
_NAMESAKES = ("Congratulations to {a.full} on your karate belt.", "{a.full} is on the lunch menu committee.")
_NAMESAKE_BY_CLASS = (
    "Karate belt for {a.full} in {a.room}!",
    "{a.year}'s {a.full} has a new karate belt.",
    "{a.full} ({a.room}) has a new karate belt.",
)
_SAME_FORENAME = ("{a.first} scored from the halfway line!", "Nobody throws like {a.first}, nobody.")
_SIBLINGS = (
    "Nobody could part the {a.last} brother and sister on the rope bridge.",
    "Best wheelbarrow of the day: the {a.last} siblings.",
    "{a.first} and {b.full} finished the maze first.",
)
_TWINS = ("The {a.last} twins swapped jumpers and fooled us all.",)
_STAFF = (
    "Mr {staff} ran the bath race dressed as a duck.",
    "A warm welcome to Mrs {staff}, who joins us on Monday.",
    "Please give lunch money to Miss {staff} in the office.",
)
_STAFF_LIKE_PUPILS = (
    "Miss {a.full} has run the London half marathon.",
    "Mrs {a.first} and Mr {staff} will lead the walk.",
    "Dr {a.last} is coming to talk about teeth.",
)
_PUPIL_LIKE_STAFF = ("{a.full} of {a.room} has the same name as Miss {a.full}.",)
_NO_INITIALS = (
    "PE is on Tuesday, RE on Friday, and the PTA meets in {a.room}.",
    "The UK map in {a.room} and the TV in the hall are new.",
)

CASES = (
    Case("full_name", _FULL),
    Case("full_name_list", _LISTS),
    Case("first_name_with_class", _WITH_CLASS),
    Case("first_name_only", _FORENAME),
    Case("possessive", _POSSESSIVE),
    Case("initials", _INITIALS),
    Case("initials_none", _NO_INITIALS, nobody="a"),
    Case("nickname", _SHORT_FORMS, {"a": "short_form"}),
    Case("spelling", ("Thank you {a.with_short_form} for the poem.",), {"a": "spelling"}),
    Case("preferred_name", _PREFERRED, {"a": "preferred"}),
    Case("accents", _ACCENTED, {"a": "accented"}),
    Case("accents", _ACCENTED, {"a": "accented_surname"}),
    Case("compound", _COMPOUND, {"a": "compound"}),
    Case("part_of_double", _DOUBLE, {"a": "double_surname"}),
    Case("apostrophe", _APOSTROPHE, {"a": "apostrophe_surname"}),
    Case("particle", _PARTICLE, {"a": "particle_surname"}),
    Case("short_surname", ("{a.full} counted to a thousand.", "Gold for {a.full}!"), {"a": "short_surname"}),
    Case("word_surname", ("{a.full} painted the sea.", "Gold for {a.full}!"), {"a": "word_surname"}),
    Case("line_break", _LINE_BREAKS),
    Case("hashtag", _HASHTAGS),
    Case("hashtag_none", _HASHTAGS_OF_NOBODY),
    Case("handle", _HANDLES),
    Case("handle_none", _HANDLES_OF_NOBODY),
    Case("capitals", _CAPITALS),
    Case("emoji_between", _EMOJI),
    Case("unseen_characters", _UNSEEN),
    Case("look_alikes", _LOOK_ALIKE),
    Case("misspelt", _MISSPELT),
    Case("surname_first", _SURNAME_FIRST),
    Case("namesake", _NAMESAKES, {"a": "namesake", "b": "namesake"}, always="b"),
    Case("namesake_class", _NAMESAKE_BY_CLASS, {"a": "namesake", "b": "namesake"}, may="b", always="b"),
    Case("shared_forename", _SAME_FORENAME, {"a": "same_forename", "b": "same_forename"}, always="b"),
    Case("siblings", _SIBLINGS, {"a": "siblings", "b": "siblings"}, always="b"),
    Case("siblings", _TWINS, {"a": "twins", "b": "twins"}, always="b"),
    Case("staff", _STAFF),
    Case("staff", _STAFF_LIKE_PUPILS[:1], {"a": "staff_double"}, nobody="a"),
    Case("staff", _STAFF_LIKE_PUPILS[1:2], {"a": "flower"}, nobody="a"),
    Case("staff", _STAFF_LIKE_PUPILS[2:], nobody="a"),
    Case("staff", _PUPIL_LIKE_STAFF, {"a": "staff_double"}),
    *WORD_CASES,
)
