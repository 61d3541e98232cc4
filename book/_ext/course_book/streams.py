"""What a cell prints is one text, wherever the kernel happened to flush it."""

from myst_nb.core import render


def joined(outputs):
    """The outputs with all streams of one name put together as they are.

    MyST-NB ends every part with a new line, so that a busy machine, which flushes in the middle of one, breaks it.
    """
    kept, streams = [], {}
    for output in outputs or []:
        name = output.get("name") if output["output_type"] == "stream" else None
        if name in streams:
            streams[name]["text"] += output["text"]
        else:
            kept.append(output)
            if name:
                streams[name] = output
    return kept


def setup(app):
    merge = render.coalesce_streams
    render.coalesce_streams = lambda outputs: merge(joined(outputs))
