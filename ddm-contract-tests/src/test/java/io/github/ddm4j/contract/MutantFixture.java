/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import io.github.ddm4j.contract.fixture.AdapterSettings;
import io.github.ddm4j.contract.fixture.Answer;
import io.github.ddm4j.contract.fixture.Mishap;
import io.github.ddm4j.contract.fixture.Trouble;
import io.github.ddm4j.core.model.BillingMode;
import io.github.ddm4j.core.model.InstanceId;
import io.github.ddm4j.core.model.InstanceSnapshot;
import io.github.ddm4j.core.model.ScaleOutReceipt;
import io.github.ddm4j.core.model.ScaleOutRequest;
import io.github.ddm4j.core.port.ScaleOutPort;
import io.github.ddm4j.core.port.SendGate;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A good fixture whose {@code scaleOut} is spoilt, by code that knows what trouble was asked for last. */
class MutantFixture extends ForwardingFixture implements ScaleOutPort {

    /** What is wrong with {@code scaleOut}. */
    interface Flaw {
        ScaleOutReceipt scaleOut(MutantFixture self, InstanceId instanceId, ScaleOutRequest request);
    }

    final AdapterSettings settings;
    private final Flaw flaw;
    private final Map<InstanceId, Integer> nodes = new ConcurrentHashMap<>();
    private volatile @Nullable Trouble trouble;
    private volatile @Nullable Trouble troubleBefore;
    private volatile @Nullable Trouble readTrouble;
    private volatile boolean down;

    MutantFixture(AdapterSettings settings, Flaw flaw) {
        super(new InMemoryFixture(settings));
        this.settings = settings;
        this.flaw = flaw;
    }

    @Override
    public ScaleOutPort port() {
        return this;
    }

    @Override
    public ScaleOutReceipt scaleOut(InstanceId instanceId, ScaleOutRequest request) {
        return flaw.scaleOut(this, instanceId, request);
    }

    @Override
    public InstanceSnapshot givenInstance(BillingMode billingMode, int... nodesPerGroup) {
        InstanceSnapshot instance = super.givenInstance(billingMode, nodesPerGroup);
        nodes.put(instance.id(), instance.nodeCount());
        return instance;
    }

    /** How many nodes an instance had at first; 0 for one that does not exist. */
    final int nodesAtFirst(InstanceId id) {
        return nodes.getOrDefault(id, 0);
    }

    /** What a good adapter does. */
    final ScaleOutReceipt real(InstanceId instanceId, ScaleOutRequest request) {
        return good.port().scaleOut(instanceId, request);
    }

    /** What a good adapter does that has a gate to pass. */
    final ScaleOutReceipt real(InstanceId instanceId, ScaleOutRequest request, SendGate gate) {
        return good.port().scaleOut(instanceId, request, gate);
    }

    /** What an adapter does whose circuit breaker never opens. */
    final ScaleOutReceipt unguarded(InstanceId instanceId, ScaleOutRequest request) {
        return good.unguarded().scaleOut(instanceId, request);
    }

    @Override
    public void givenTrouble(Trouble next, int times) {
        troubleBefore = trouble;
        trouble = next;
        super.givenTrouble(next, times);
    }

    @Override
    public void givenNoTrouble() {
        trouble = null;
        troubleBefore = null;
        readTrouble = null;
        super.givenNoTrouble();
    }

    /** The trouble that was asked for last, whether or not it has struck. */
    final @Nullable Trouble trouble() {
        return trouble;
    }

    /** The trouble that was asked for before that one, for the same call. */
    final @Nullable Trouble troubleBefore() {
        return troubleBefore;
    }

    @Override
    public void closeAdapter() {
        good.unguarded().close();
        super.closeAdapter();
    }

    @Override
    public void givenProviderDown() {
        down = true;
        super.givenProviderDown();
    }

    final boolean down() {
        return down;
    }

    /** Whether the next read is answered with 401. */
    final boolean refusesReads() {
        return readTrouble == Mishap.CREDENTIALS_ENDED;
    }

    @Override
    public void givenReadTrouble(Trouble next, int times) {
        readTrouble = next;
        super.givenReadTrouble(next, times);
    }

    final boolean answered(int status) {
        return trouble instanceof Answer answer && answer.status() == status;
    }

    static CircuitBreakerRegistry neverOpen() {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(1, 10_000, CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .build());
    }
}
