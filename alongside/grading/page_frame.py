"""The frame of a self-contained page: our colors, no script, nothing fetched, made to be printed too."""

from __future__ import annotations

from html import escape

from alongside.charts.palette import css_variables

_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
*{box-sizing:border-box}
body{margin:0;background:var(--as-paper);color:var(--as-ink);font-variant-numeric:tabular-nums;
font:17px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:32px 16px 64px}
h1{font-size:1.6em;line-height:1.25;margin:0 0 8px}
h2{font-size:1.1em;line-height:1.35;margin:0;font-weight:650}
p,ul,ol{margin:0 0 12px}
.as-muted{color:var(--as-muted);font-size:.92em}
.as-total{margin:20px 0 32px;padding:16px 20px;background:var(--as-soft);border-radius:8px}
.as-total strong{font-size:1.25em}
section{border:1px solid var(--as-line);border-radius:8px;padding:20px;margin:0 0 16px;break-inside:avoid}
.as-head{display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between;margin:0 0 12px}
.as-fit{font-weight:650}
blockquote{margin:0 0 12px;padding:4px 0 4px 16px;border-left:4px solid var(--as-accent)}
blockquote p{margin:0}
.as-note{margin:0 0 12px;padding:12px 16px;background:var(--as-soft);border-radius:8px}
.as-note p:last-child{margin:0}
.as-chosen{font-weight:650}
@media print{body{background:#fff;color:#000}.as-note,.as-total{background:none;border:1px solid #777}}
"""


def _colours() -> str:
    light, dark = css_variables("light"), css_variables("dark")
    return f":root{{color-scheme:light dark;{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def framed(title: str, body: str, style: str = "") -> str:
    """Return a whole page; ``title`` is plain text, ``body`` and ``style`` are ours and escaped already."""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_CSP}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_colours()}{_STYLE}{style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )
