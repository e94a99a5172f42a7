"""The page at `/`: what this sandbox is, how to call it, and what it has seen."""

from __future__ import annotations

import html
import json
import shlex

from ._messages import Reply
from ._spec import OPERATIONS, SPEC
from ._state import Received, Sandbox

RECENT = 20

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Omneo sandbox</title>
<style>
  body {{ font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222 }}
  pre {{ background: #f4f4f2; padding: .8rem; overflow-x: auto }}
  td, th {{ text-align: left; padding: .1rem .8rem .1rem 0; font-variant-numeric: tabular-nums }}
</style>
<h1>Omneo sandbox</h1>
<p>A local stand-in for the appointment link endpoints of Omneo. Nothing here reaches a tenant.
Appointments {first} to {last} exist. Reload the page to see what has changed.</p>
<pre>{exports}</pre>
<h2>Try it</h2>
<pre>{curl}</pre>
<h2>Operations</h2>
<pre>{operations}</pre>
<h2>Control</h2>
<pre>{controls}</pre>
<h2>Links</h2>
<pre>{links}</pre>
<h2>Faults</h2>
<pre>{faults}</pre>
<h2>Recent requests</h2>
<table><tr><th>Method<th>Path<th>Status<th>Fault</tr>{rows}</table>
</html>
"""


def exports(base_url: str, token: str) -> str:
    """The two lines that set a client up, for pasting into a shell."""
    return f"export OMNEO_BASE_URL={shlex.quote(base_url)}\nexport OMNEO_TOKEN={shlex.quote(token)}"


def page(sandbox: Sandbox, base_url: str) -> Reply:
    """The page, with everything that came from outside escaped."""
    address = base_url[: base_url.index("/", len("http://"))]
    state = sandbox.state()
    shown = {
        "first": state["appointments"]["first"],
        "last": state["appointments"]["last"],
        "exports": exports(base_url, sandbox.token),
        "curl": curl(sandbox, base_url),
        "operations": "\n".join(f"{one.id:20} {one.method} {one.path}" for one in OPERATIONS),
        "controls": controls(address),
        "links": "\n".join(f"{number}: {', '.join(targets)}" for number, targets in linked(sandbox)) or "none yet",
        "faults": json.dumps(sandbox.fault_report(), indent=1),
    }
    escaped = {name: html.escape(str(value)) for name, value in shown.items()}
    rows = "".join(row(one) for one in reversed(sandbox.log()[-RECENT:]))
    return Reply(200, _PAGE.format(**escaped, rows=rows).encode(), "text/html; charset=utf-8")


def linked(sandbox: Sandbox) -> list[tuple[int, list[str]]]:
    """The first appointments with links, and what is linked to them."""
    with sandbox.lock:
        some = [(number, rows) for number, rows in sandbox.links.items() if rows][:RECENT]
        return [(number, [f"{link['type']} {link['target_id']}" for link in rows]) for number, rows in some]


def row(request: Received) -> str:
    cells = (request.method, request.path, request.status or "no answer", request.fault or "")
    return "<tr>" + "".join(f"<td>{html.escape(str(cell))}" for cell in cells) + "</tr>"


def curl(sandbox: Sandbox, base_url: str) -> str:
    """A call of the first operation with the spec's own example of a body."""
    path = next(iter(SPEC["paths"])).replace("{appointment}", str(min(sandbox.appointments)))
    content = next(iter(SPEC["components"]["requestBodies"].values()))["content"]
    media, body = next(iter(content.items()))
    example = next(iter(body["examples"].values()))["value"]
    return (
        f"curl {shlex.quote(base_url + path)} \\\n  -H {shlex.quote('Authorization: Bearer ' + sandbox.token)} \\\n"
        f"  -H {shlex.quote('Content-Type: ' + media)} \\\n  -d {shlex.quote(json.dumps(example))}"
    )


def controls(address: str) -> str:
    return "\n".join(
        (
            f"curl {address}/_sandbox/state       what is linked, and the settings",
            f"curl {address}/_sandbox/requests    what came",
            f"curl {address}/_sandbox/faults      which faults have happened, and which are pending",
            f"curl {address}/_sandbox/faults -d '503 x2; reset after commit'",
            f"""curl {address}/_sandbox/settings -d '{{"rate_limit": "60/s"}}'""",
            f"curl {address}/_sandbox/reset -X POST",
        )
    )
