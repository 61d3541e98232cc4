"""What the page says of the answers that students were seen to give, beside what the judge says of them."""

from types import SimpleNamespace

from lstm_grader.exercise import spec
from tests.course import answers
from tests.course.test_pairs import CHECKS, grade, words

ON_EXAMPLES = "P3"  # right on the examples that are shown: only fresh inputs tell
ASK = """async ([exercise, cell, texts]) => {
  const { answer } = await import("./_static/parts/lib/exercise.js");
  const told = [];
  const verdict = await answer(exercise, cell, texts, (said) => { if (said.state === "shown") told.push(said.text); });
  return { verdict, told: told.join("\\n") };
}"""


def of(exercise: str) -> list[answers.Answer]:
    """The wrong answers to an exercise that its notebook's own check can tell."""
    return [answer for answer in answers.read("wrong", exercise) if answer.label != ON_EXAMPLES]


def said_otherwise(page, exercise: str, count: int) -> list[tuple]:
    """Those of the first so many whose mistake the page does not tell in the judge's words.

    What is said of the calls themselves differs, as inputs do.
    """
    rest = {answer.check: answer.source for answer in answers.author(exercise)}
    differ = []
    for answer in of(exercise)[:count]:
        came = page.evaluate(ASK, [exercise, answer.check, rest | {answer.check: answer.source}])
        checks = [
            check
            for _, check in CHECKS.values()
            if check.called == answer.check and check in spec.load(exercise).checks
        ]
        function = answers.functions(exercise, answer)[answer.check]
        judged = [line for check in checks for line in words(grade(check, function))]
        here = words(SimpleNamespace(lines=came["told"].splitlines()))
        if came["verdict"] not in ("wrong", "stopped") or here != list(dict.fromkeys(judged)):
            differ.append((str(answer), came, judged))
    return differ
