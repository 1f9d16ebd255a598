/** The commands {@code train}, {@code evaluate} and {@code inspect}. */
package io.holter.trainer.command;
