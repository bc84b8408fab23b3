"""Count how many of the facts that the teaching dispatches tell are coded: texts that no rule was tuned to.

    python benchmarks/dispatches.py

A fact counts as coded if an event of its dispatch has its place and its family of event type. The dispatches tell many
facts by allusion, so that all of them is out of reach; the figure shows how far the coder carries beyond plain prose.
"""

from pathlib import Path

import yaml

from libyaconflict import load_case, read_documents
from libyaconflict.coder import default_coder
from libyaconflict.coder.coded import family


def main():
    case = load_case(check=False)
    facts = case.events.set_index("id")
    coder = default_coder()
    folder = case.folder / "dispatches"
    told = coded = events = 0
    for path in sorted(folder.glob("[0-9]*.md")):
        head = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        (document,) = read_documents(path)
        found = coder.code(document.id, document.text, document.published)
        kinds = {(event.place_id, family(event.event_type)) for event in found}
        rows = facts.loc[head["facts"]]
        told += len(rows)
        coded += sum(
            (place, family(kind)) in kinds for place, kind in zip(rows["place_id"], rows["event_type"], strict=True)
        )
        events += len(found)
    print(f"{coded} of {told} facts coded ({coded / told:.0%}); {events} events in all from {Path(folder).name}")


if __name__ == "__main__":
    main()
