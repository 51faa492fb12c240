/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark;

import java.util.Locale;

/** What a subject is asked to do. */
enum Work {
    ORDER {
        @Override
        void call(Subject subject) throws Exception {
            subject.order();
        }
    },
    READ {
        @Override
        void call(Subject subject) throws Exception {
            subject.read();
        }
    },
    JOB {
        @Override
        void call(Subject subject) throws Exception {
            subject.job();
        }
    };

    abstract void call(Subject subject) throws Exception;

    static Work of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
