/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.feign.auth;

/**
 * Gives the access key for each call, where keys renew themselves: temporary ones, or those of a vault. Several threads
 * call it at once, so implementations are thread-safe. They should cache, because every call asks.
 *
 * <p>An implementation says that it gets no key with {@link
 * io.github.ddm4j.core.exception.ScaleOutRejectedException}, and that its source does not work with {@link
 * io.github.ddm4j.core.exception.ProviderUnavailableException}. Any other exception is taken as the latter.
 *
 * @since 0.1.0
 */
public interface AccessKeyProvider {

    /** Returns a key that is valid now, as far as known. */
    AccessKey accessKey();

    /**
     * Returns a newer key than one that the provider has just refused with a 401. One thread at a time asks, and only
     * while {@link #accessKey()} still gives the refused one. An implementation that has none returns the refused one.
     * The call then ends there, because five wrong signatures in a row lock a key.
     *
     * @param refused the key that was refused
     */
    AccessKey accessKeyAfterRefusal(AccessKey refused);
}
