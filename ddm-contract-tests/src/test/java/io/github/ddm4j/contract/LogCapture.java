/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged, by anybody and at every level, from now until it is closed. That of tests that run meanwhile is
 * among it.
 */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static int open;
    private static @Nullable Level before;

    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    LogCapture() {
        setContext(ROOT.getLoggerContext());
        start();
        synchronized (ROOT) {
            ROOT.addAppender(this);
            if (open++ == 0) {
                before = ROOT.getLevel();
                ROOT.setLevel(Level.TRACE);
            }
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        events.add(event);
    }

    String text() {
        return events.stream().map(LogCapture::text).collect(Collectors.joining("\n"));
    }

    private static String text(ILoggingEvent event) {
        return event.getLoggerName()
                + ' '
                + event.getFormattedMessage()
                + ' '
                + event.getKeyValuePairs()
                + event.getMDCPropertyMap()
                + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }

    @Override
    public void close() {
        synchronized (ROOT) {
            ROOT.detachAppender(this);
            if (--open == 0) {
                ROOT.setLevel(before);
            }
        }
    }
}
