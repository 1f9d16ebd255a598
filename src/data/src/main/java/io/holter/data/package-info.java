// SPDX-License-Identifier: Apache-2.0
/** From files and URLs to windows with labels. */
package io.holter.data;
