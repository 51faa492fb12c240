/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.contract;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Everything that is logged, by anybody and at every level, from now until it is closed. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final StringBuffer text = new StringBuffer();

    LogCapture() {
        root.setLevel(Level.TRACE);
        root.addAppender(this);
        start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        text.append(event.getLoggerName())
                .append(' ')
                .append(event.getFormattedMessage())
                .append(' ')
                .append(event.getKeyValuePairs())
                .append(event.getMDCPropertyMap())
                .append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .append('\n');
    }

    String text() {
        return text.toString();
    }

    @Override
    public void close() {
        root.detachAppender(this);
        root.setLevel(before);
    }
}
