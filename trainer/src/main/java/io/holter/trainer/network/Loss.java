package io.holter.trainer.network;

/** What training minimises, over all values of a batch in normalised units. The score is the squared error with either. */
public enum Loss {
    /** Mean squared error. */
    MSE,
    /** Mean absolute error. */
    MAE
}
