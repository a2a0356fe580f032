"""Two records of one city that tell of one model, as editors meet them, in sentences of ours."""

SHARED = (
    "The city set up the first office of its kind in the country"
    " to steer all help for those who had fled."
)
WITHIN = "looks at justice and at the rights of every human being alike"

MODEL = {
    "title": "The Gaziantep model of living together",
    "summary": "Half a million people came, and the city grew by a quarter.",
    "context": f"The policy of the model (GMM) {WITHIN}. {SHARED}",
}
PROGRAMME = {
    "title": "How Gaziantep answered the arrival of refugees",
    "summary": "A metropolitan municipality (GMM) answers the arrival of its new neighbours.",
    "context": f"{SHARED} Whatever it does, the municipality {WITHIN} and explains it to all.",
}
# The same acronym for something else, and no sentence in common.
NAMESAKE = {
    "title": "GMM, a garden market by the river",
    "summary": "Gardeners meet at a market (GMM) every Saturday and sell what they have grown.",
    "context": "The market (GMM) needs no roof, and whoever has a garden may bring a table.",
}
