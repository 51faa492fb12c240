/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.examples.boot;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's own settings.
 *
 * @param answerWithin how long a POST may take; finding out what became of a lost answer goes on after that
 */
@ConfigurationProperties("service")
record ServiceProperties(@DefaultValue("25s") Duration answerWithin) {}
