/** What people start: the {@code holter} command line. */
package io.holter.app;
