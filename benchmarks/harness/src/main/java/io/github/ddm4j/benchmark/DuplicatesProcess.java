/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes calls and prints what the subject said about them: {@code CLASS TARGET CLIENTS CALLS}. Each client has one thread,
 * so that its connection is a warm one.
 */
public final class DuplicatesProcess {

    private final String subject;
    private final Target target;
    private final int callsEach;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    private DuplicatesProcess(String subject, Target target, int callsEach) {
        this.subject = subject;
        this.target = target;
        this.callsEach = callsEach;
    }

    public static void main(String[] args) throws Exception {
        int clients = Integer.parseInt(args[2]);
        new DuplicatesProcess(args[0], Target.parse(args[1]), Integer.parseInt(args[3]) / clients).run(clients);
    }

    private void run(int clients) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(new Thread(this::client));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a client did not make its calls", failure.get());
        }
        for (String answer : List.of("success", "unknown", "failure", "success, no job")) {
            Sample.print("", "called " + answer, "calls", answers.getOrDefault(answer, 0));
        }
    }

    private void client() {
        try (Subject client = Subject.of(subject)) {
            client.open(target);
            for (int i = 0; i < callsEach; i++) {
                count(answerOf(client));
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }

    private static String answerOf(Subject client) {
        try {
            client.order();
            return "success";
        } catch (NoJobException e) {
            return "success, no job";
        } catch (Exception e) {
            return e.getClass().getSimpleName().contains("Unknown") ? "unknown" : "failure";
        }
    }

    private synchronized void count(String answer) {
        answers.merge(answer, 1, Integer::sum);
    }
}
