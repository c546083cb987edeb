"""Words that pictures and explorers share."""

from .tables import Label

# Verdicts on an item of an appraisal
VERDICTS = {
    "yes": Label("yes", id="ya"),
    "no": Label("no", id="tidak"),
    "unclear": Label("unclear", id="tidak jelas"),
    "not applicable": Label("not applicable", id="tidak berlaku"),
}
# An axis
HIGHER = Label("Prevalence in the higher group (%)", id="Prevalensi kelompok yang lebih tinggi (%)")
