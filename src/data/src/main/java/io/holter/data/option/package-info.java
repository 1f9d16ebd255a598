/** The options of every command that reads windows. */
package io.holter.data.option;
