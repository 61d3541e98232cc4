# %% [markdown]
# # 16 Time series
#
# A forecast is as good as the rival that it beats, and the test that it did not see. Cut a series into windows, keep
# the future out of the training, and measure.
#
# ![A row of nine values. A bracket below the first four says window; an arrow of two steps leads from the fourth to the
# sixth, the target. A dashed line before the seventh says: from here on nobody has seen it.](figure.svg)
#
# Chapter 16 of the book explains everything that you need. A core exercise: 10 points, five functions (2 + 2 + 1 + 1
# + 1) and three predictions (1 each).
#
# Run the cells from top to bottom. In each answer cell, put your code in place of `raise NotImplementedError()`.
# NumPy and matplotlib are all it takes: where the notebook is judged there is no other library.

# %% locked tools
import matplotlib.pyplot as plt
import numpy as np


# %% selfcheck
def check(*function, **answer):
    """The release puts the self-check here."""


# %% [markdown]
# ## Write
#
# A series has `N` values, the oldest first. None of the functions may change its arguments.
#
# ### What is known, what is asked
#
# Window `k` holds `width` values, from `series[k]` on. Its target lies `horizon` steps after the window's *last*
# value: with a horizon of 1 it is the very next one. The next window begins one step later. There are as many windows
# as have a target in the series; if the series is too short for one, there are none.


# %% answer make_windows
def make_windows(series, width, horizon):
    """Cut a series into windows and their targets.

    Arguments:
        series: (N,), the values
        width: how many values a window holds, at least 1
        horizon: how many steps from a window's last value to its target, at least 1

    Returns:
        inputs: (n, width), the windows; (0, width) if there are none
        targets: (n,), the value that is asked of each
    """
    ### BEGIN SOLUTION
    n = max(0, len(series) - width - horizon + 1)
    starts = np.arange(n)
    return series[starts[:, None] + np.arange(width)], series[starts + width + horizon - 1]
    ### END SOLUTION


# %% check make_windows
check(make_windows)

# %% [markdown]
# ### Before and after
#
# The series is cut at a date: `series[first_test]` is the first value that nobody may have seen. A window may be
# learned from if its *target* lies before that place. All other windows are for the test. Return the numbers of both,
# ascending.


# %% answer split_windows
def split_windows(n, width, horizon, first_test):
    """Which windows to learn from, and which to be judged by.

    Arguments:
        n: how many windows there are, at least 0
        width: how many values a window holds
        horizon: how many steps from a window's last value to its target
        first_test: place in the series of the first value of the test, at least 0; may lie beyond its end

    Returns:
        train: (how many,) of whole numbers, the windows to learn from
        test: (how many,) of whole numbers, the others
    """
    ### BEGIN SOLUTION
    edge = min(n, max(0, first_test - width - horizon + 1))
    return np.arange(edge), np.arange(edge, n)
    ### END SOLUTION


# %% check split_windows
check(split_windows)

# %% [markdown]
# ### A common size
#
# The mean, and the root of the mean squared distance from it: all `N` values in the mean. Values that never change
# have a spread of 0, and nobody can divide by that: return 1 in its place.


# %% answer fit_scaler
def fit_scaler(train):
    """Mean and spread of the values to learn from.

    Arguments:
        train: (N,), the values before the test; at least one

    Returns:
        mean: one number
        std: one number, above 0
    """
    ### BEGIN SOLUTION
    mean = train.mean()
    std = np.sqrt(np.mean((train - mean) ** 2))
    return mean, std if std > 0 else 1.0
    ### END SOLUTION


# %% check fit_scaler
check(fit_scaler)

# %% [markdown]
# ### The rival
#
# Each step ahead is said to be as it was one season before: the last season of the history, again and again, as many
# steps as were asked for. With a season of 1 that is the last value.


# %% answer seasonal_naive
def seasonal_naive(history, season, steps):
    """The last season, again and again.

    Arguments:
        history: (N,), the values so far
        season: how many steps a season has, 1 to N
        steps: how many steps to look ahead, at least 0

    Returns:
        forecast: (steps,), the first one for the step right after the history
    """
    ### BEGIN SOLUTION
    return history[len(history) - season + np.arange(steps) % season]
    ### END SOLUTION


# %% check seasonal_naive
check(seasonal_naive)

# %% [markdown]
# ### The measure
#
# Take the mean size of the forecast's errors, and that of the rival's. The skill is the share of the rival's error
# that is gone: 1 for a forecast that never errs, 0 for one as bad as the rival, below 0 for a worse one.


# %% answer skill
def skill(forecast, actual, baseline):
    """How much of the rival's error a forecast takes away.

    Arguments:
        forecast: (N,), what is judged
        actual: (N,), what came
        baseline: (N,), what the rival said; it errs somewhere

    Returns:
        skill: one number
    """
    ### BEGIN SOLUTION
    return 1 - np.abs(forecast - actual).mean() / np.abs(baseline - actual).mean()
    ### END SOLUTION


# %% check skill
check(skill)

# %% [markdown]
# ## Predict
#
# Think first, then compute if you like. Put a number or a letter in place of the three dots.
#
# **1.** The rival is wrong by 4 degrees on average, the forecast by 3. What is its skill? To two decimal places.

# %% question answer_1
answer_1 = ...

# %% check answer_1
check(answer_1=answer_1)

# %% [markdown]
# **2.** Windows of 20 days ask for the price five days ahead, and day 80 is the first of the test (the first day of
# all is day 0). How many windows may be learned from?

# %% question answer_2
answer_2 = ...

# %% check answer_2
check(answer_2=answer_2)

# %% [markdown]
# **3.** Somebody shows a forecast of tomorrow's price. Drawn over four years, the two lines can hardly be told apart.
# From near, each turn of the forecast comes a day after the price's. Its skill against "tomorrow as today" is
#
# - `"a"`: near 1
# - `"b"`: near 0
# - `"c"`: near -1

# %% question answer_3
answer_3 = ...

# %% check answer_3
check(answer_3=answer_3)

# %% [markdown]
# ## Play
#
# Two made series with your functions: one swings with noise upon it, the other wanders, each step a coin's. A line is
# drawn through the windows (a linear autoregression). Look at the plot first: which of the two is forecast well? Then
# read the skills in the titles. Add `future = True`: then the windows reach to their own targets, and see what a leak
# buys.

# %%
future = False
rng = np.random.default_rng(0)
swing = 10 * np.sin(np.arange(400) / 4) + 2 * rng.normal(size=400)
wander = 50 + np.cumsum(rng.normal(size=400))
WIDTH, AHEAD, FIRST = 12, 3, 300

fig, axes = plt.subplots(2, 1, figsize=(5.6, 5), layout="constrained")
for ax, (name, series) in zip(axes, {"a swing": swing, "a wandering": wander}.items(), strict=True):
    inputs, targets = make_windows(series, WIDTH, AHEAD)
    known = inputs[:, -1]
    if future:
        inputs = np.lib.stride_tricks.sliding_window_view(series, WIDTH + AHEAD)[:, -WIDTH:]
    train, test = split_windows(len(inputs), WIDTH, AHEAD, FIRST)
    mean, std = fit_scaler(series[:FIRST])
    rows = np.hstack([(inputs - mean) / std, np.ones((len(inputs), 1))])
    weights = np.linalg.lstsq(rows[train], targets[train], rcond=None)[0]
    forecast = rows[test] @ weights
    ax.plot(targets[test], color="grey", label="what came")
    ax.plot(forecast, label="forecast, three steps ahead")
    ax.set_title(f"{name}: skill {skill(forecast, targets[test], known[test]):.2f} against the last value")
    ax.legend()
plt.show()
