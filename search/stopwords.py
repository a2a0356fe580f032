"""Words that say nothing about a subject, in the languages of the site, as folded words.

One set for all: a reader may write in any language. Left out are words that name something in
another of the languages (son, her, car, an, can, il, su).
"""

ENGLISH = """
a about after all also am and any are as at be because been before between but by did do
does for from had has have he his how i if in into is it its me my not of on or our she so some such
than that the their them then there these they this those through to was we were what when where
which while who why will with would you your
"""
TURKISH = """
acaba ama ancak bana bazi ben beni benim bir biri biz bu buna bunu bunun da daha de defa diye en
gibi hem hep hepsi hic icin ile ise iken kez ki kim mi mu nasil ne neden nerede nereye o olan
olarak oldu olup ona onlar onu onun sen siz sana tum var ve veya ya yani
"""
ARABIC = """
في من الي على علي عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم نحن انا انت ما ماذا كيف متي
اين لماذا هل لا لم لن ان او ثم بل قد كل بعض بعد قبل بين عند كان كانت يكون لكن حتي اذا منذ و
"""
FRENCH = """
au aux avec ce ces cet cette chez comme comment dans de des donc du elle elles en entre et
etre eux ils je la le les leur leurs lui ma mais mes mon ne nos notre nous on ou par pas pour
pourquoi quand que quel quelle quelles quels qui sa sans se si sont sous sur ta tes toi tu un
une vos votre vous y
"""
STOP_WORDS = frozenset(" ".join((ENGLISH, TURKISH, ARABIC, FRENCH)).split())
