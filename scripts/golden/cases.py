"""Which cases there are: for each operation, what is special, the shape and the options.

Options: affine ("both", "gamma", "beta", "none"), epsilon, mean and sigma of x, constant (all of x
is one value), groups, axis, and for batch norm running (the correction: 1 unbiased, 0 biased).
"""

COMMON = [
    ("rank 3, odd sizes", (3, 5, 7), {}),
    ("rank 4", (2, 4, 3, 5), {}),
    ("rank 5", (2, 2, 3, 2, 3), {}),
    ("batch of one", (1, 3, 5, 5), {}),
    ("no affine", (2, 3, 3, 5), {"affine": "none"}),
    ("gamma only", (2, 3, 7), {"affine": "gamma"}),
    ("beta only", (2, 3, 7), {"affine": "beta"}),
    ("epsilon 1e-3, small spread", (2, 3, 4, 3), {"epsilon": 1e-3, "sigma": 0.03}),
    ("epsilon 0", (2, 3, 3, 3), {"epsilon": 0.0}),
    ("mean 1000, deviation 1", (2, 3, 5, 7), {"mean": 1e3}),
    ("constant", (2, 3, 4), {"constant": 3.0}),
]

ONE_VALUE = [
    ("one spatial element", (3, 4, 1, 1), {}),
    ("rank 2: one element per statistic", (5, 3), {}),
]

CASES = {
    "batch_norm": [
        ("rank 2", (5, 3), {"running": 1}),
        *[(name, shape, {"running": 1, **options}) for name, shape, options in COMMON],
        ("biased running variance", (3, 2, 5), {"running": 0}),
        ("one channel", (4, 1, 3, 3), {"running": 1}),
        ("constant, epsilon 0", (2, 3, 4), {"constant": 3.0, "epsilon": 0.0}),
        ("one spatial element", (5, 3, 1, 1), {"running": 1}),
        ("one element per statistic", (1, 4, 1, 1), {}),
    ],
    "batch_norm_inference": [
        ("rank 2", (5, 3), {}),
        *COMMON,
        ("one element per statistic", (1, 4, 1, 1), {}),
    ],
    "instance_norm": [
        *COMMON,
        ("sizes of one", (2, 1, 1, 9), {}),
        *ONE_VALUE,
    ],
    "group_norm": [
        ("rank 2", (3, 6), {"groups": 2}),
        ("rank 3, odd sizes", (2, 6, 7), {"groups": 3}),
        ("rank 4", (2, 4, 3, 5), {"groups": 2}),
        ("rank 5", (2, 4, 2, 2, 3), {"groups": 2}),
        ("batch of one", (1, 6, 5, 3), {"groups": 2}),
        ("one group", (2, 5, 3, 3), {"groups": 1}),
        ("as many groups as channels", (2, 3, 3, 5), {"groups": 3}),
        ("no affine", (2, 4, 3, 3), {"groups": 2, "affine": "none"}),
        ("gamma only", (2, 4, 5), {"groups": 2, "affine": "gamma"}),
        ("beta only", (2, 4, 5), {"groups": 2, "affine": "beta"}),
        ("epsilon 1e-3, small spread", (2, 4, 3, 3), {"groups": 2, "epsilon": 1e-3, "sigma": 0.03}),
        ("epsilon 0", (2, 6, 3, 3), {"groups": 3, "epsilon": 0.0}),
        ("mean 1000, deviation 1", (2, 4, 5, 5), {"groups": 2, "mean": 1e3}),
        ("constant", (2, 4, 3), {"groups": 2, "constant": 3.0}),
        ("one spatial element", (3, 6, 1, 1), {"groups": 2}),
        ("one element per statistic", (3, 4, 1, 1), {"groups": 4}),
    ],
    "layer_norm": [
        ("rank 2", (5, 7), {"axis": 1}),
        *[(name, shape, {"axis": 1, **options}) for name, shape, options in COMMON],
        ("axis 2", (2, 3, 4, 5), {"axis": 2}),
        ("axis 3", (2, 3, 3, 7), {"axis": 3}),
        ("axis -1", (2, 3, 5, 3), {"axis": -1}),
        ("axis -2, rank 3", (3, 4, 5), {"axis": -2}),
        ("axis 0: one statistic", (3, 5), {"axis": 0}),
        ("one element per statistic", (3, 4, 1), {"axis": 2}),
    ],
    "rms_norm": [
        ("rank 2", (5, 7), {"axis": 1, "affine": "gamma"}),
        ("rank 3, odd sizes", (3, 5, 7), {"axis": -1, "affine": "gamma"}),
        ("rank 4", (2, 3, 4, 5), {"axis": 1, "affine": "gamma"}),
        ("rank 4, axis 2", (2, 3, 4, 5), {"axis": 2, "affine": "gamma"}),
        ("rank 5, axis -1", (2, 2, 3, 2, 5), {"axis": -1, "affine": "gamma"}),
        ("batch of one", (1, 3, 5, 5), {"axis": 1, "affine": "gamma"}),
        ("no affine", (2, 3, 7), {"axis": 1, "affine": "none"}),
        ("epsilon 1e-3, small spread", (3, 11), {"axis": 1, "affine": "gamma", "epsilon": 1e-3, "sigma": 0.03}),
        ("epsilon 0", (3, 9), {"axis": 1, "affine": "gamma", "epsilon": 0.0}),
        ("mean 1000, deviation 1", (3, 5, 7), {"axis": 1, "affine": "gamma", "mean": 1e3}),
        ("axis 0: one statistic", (3, 5), {"axis": 0, "affine": "gamma"}),
        ("one element per statistic", (3, 4, 1), {"axis": 2, "affine": "gamma"}),
    ],
    "positional_norm": [
        ("rank 2", (5, 7), {}),
        *[case for case in COMMON if "mean" not in case[2]],
        # Of three channels, some lie so close together that even float64 keeps few digits.
        ("mean 1000, deviation 1", (2, 11, 3, 3), {"mean": 1e3}),
        ("one spatial element", (3, 5, 1, 1), {}),
        ("one channel: one element per statistic", (2, 1, 3, 3), {}),
    ],
}
