/**
 * The provider in memory: {@link io.github.ddm4j.fake.FakeCloud} holds the state, {@code
 * io.github.ddm4j.fake.InMemoryScaleOutAdapter} puts the ports in front of it and {@link
 * io.github.ddm4j.fake.FakeDdmServer} the documented HTTP API. For tests and demonstrations; no money is spent.
 */
@NullMarked
package io.github.ddm4j.fake;

import org.jspecify.annotations.NullMarked;
