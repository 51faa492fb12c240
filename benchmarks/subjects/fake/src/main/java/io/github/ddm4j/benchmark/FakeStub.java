/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import io.github.ddm4j.fake.Examples;
import io.github.ddm4j.fake.FakeCloud;
import io.github.ddm4j.fake.FakeDdmServer;
import java.net.URI;

/** Our fake as its README shows it. Its examples are the instance of the API page. */
public final class FakeStub implements Stub {

    @Override
    public URI start() {
        FakeCloud cloud = FakeCloud.withExamples();
        cloud.addToken(Exchange.TOKEN, Examples.PROJECT);
        return FakeDdmServer.start(cloud).uri();
    }
}
