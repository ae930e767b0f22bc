"""Signs in entries that pdfTeX, Sphinx' usual engine for PDF, stops at unless it is told them.

Greek letters are left to the fonts where the project asks for such (`LGR`). XeTeX and LuaTeX
know every character that their fonts have, and need none of this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import name

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_SIGNS = {
    "Γ": r"\Gamma", "Δ": r"\Delta", "Θ": r"\Theta", "Λ": r"\Lambda", "Ξ": r"\Xi", "Π": r"\Pi",
    "Σ": r"\Sigma", "Φ": r"\Phi", "Ψ": r"\Psi", "Ω": r"\Omega", "α": r"\alpha", "β": r"\beta",
    "γ": r"\gamma", "δ": r"\delta", "ε": r"\varepsilon", "ζ": r"\zeta", "η": r"\eta",
    "θ": r"\theta", "ι": r"\iota", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ν": r"\nu",
    "ξ": r"\xi", "π": r"\pi", "ρ": r"\rho", "σ": r"\sigma", "τ": r"\tau", "υ": r"\upsilon",
    "φ": r"\varphi", "χ": r"\chi", "ψ": r"\psi", "ω": r"\omega", "−": "-", "∂": r"\partial",
    "∇": r"\nabla", "∞": r"\infty", "≈": r"\approx", "≠": r"\neq", "≤": r"\leq", "≥": r"\geq",
    "∈": r"\in", "→": r"\rightarrow", "←": r"\leftarrow", "√": r"\surd", "ᵀ": "^{T}",
}  # fmt: skip


def declare(app: Sphinx, config: Config) -> None:
    """Tell pdfTeX the signs, before whatever the project's own preamble says of them."""
    del app
    if config.latex_engine == "pdflatex":
        has_greek = "LGR" in config.latex_elements.get("fontenc", "")
        rows = [
            rf"\DeclareUnicodeCharacter{{{ord(sign):04X}}}{{\ensuremath{{{math}}}}}"
            for sign, math in _SIGNS.items()
            if not (has_greek and name(sign).startswith("GREEK"))
        ]
        own = config.latex_elements.get("preamble", "")
        preamble = "\n".join((*rows, own))
        config.latex_elements = {**config.latex_elements, "preamble": preamble}
