/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.ScaleOutFixture;
import java.util.EnumSet;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An adapter on OkHttp keeps the contract once OkHttp is kept from sending anything again. */
@Execution(ExecutionMode.CONCURRENT)
class OkHttpAdapterContractTest extends ScaleOutContract {

    @Override
    protected ScaleOutFixture createFixture(AdapterSettings settings) {
        return new OkHttpFixture(settings, EnumSet.allOf(OkHttpRepeat.class));
    }
}
