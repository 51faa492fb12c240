/* SPDX-License-Identifier: Apache-2.0 */
package io.github.ddm4j.benchmark.runner.report;

import io.github.ddm4j.benchmark.runner.figure.Figure;
import io.github.ddm4j.benchmark.runner.process.Subjects;
import java.util.ArrayList;
import java.util.List;

/** Panels of horizontal bars with a whisker from the lowest to the highest round; ours stands out. */
public final class BarChart {

    private static final int WIDTH = 860;
    private static final int MARGIN = 24;
    private static final int GAP = 40;
    private static final int LABELS = 156;
    private static final int VALUES = 62;
    private static final int BAR = 15;
    private static final int STEP = 23;
    private static final int HEAD = 30;

    /** One panel. */
    record Panel(String title, List<Figure> bars) {}

    private final Svg svg = new Svg(WIDTH);
    private final List<Panel> panels = new ArrayList<>();

    /** Adds a panel, unless there is nothing to show in it. */
    void add(String title, List<Figure> bars) {
        if (!bars.isEmpty()) {
            panels.add(new Panel(title, bars));
        }
    }

    boolean isEmpty() {
        return panels.isEmpty();
    }

    /** Two panels side by side, as many rows as it takes. */
    String picture(String title) {
        svg.text(MARGIN, 36, "start", Svg.INK, 18, true, title);
        int y = 64;
        int width = (WIDTH - 2 * MARGIN - GAP) / 2;
        for (int i = 0; i < panels.size(); i += 2) {
            int tallest = draw(panels.get(i), MARGIN, y, width);
            if (i + 1 < panels.size()) {
                tallest = Math.max(tallest, draw(panels.get(i + 1), MARGIN + width + GAP, y, width));
            }
            y += tallest + 22;
        }
        return svg.picture(y, title);
    }

    private int draw(Panel panel, int x, int top, int width) {
        svg.text(x, top + 8, "start", Svg.INK, 13, true, panel.title());
        svg.line(x, top + 16, x + width, top + 16, Svg.GRID, 1);
        double largest =
                Math.max(1, panel.bars().stream().mapToDouble(Figure::max).max().orElseThrow());
        double scale = (width - LABELS - VALUES) / largest;
        int y = top + HEAD;
        for (Figure bar : panel.bars()) {
            bar(bar, x, y, scale);
            y += STEP;
        }
        return y - top;
    }

    private void bar(Figure figure, int x, int y, double scale) {
        boolean ours = figure.subject().startsWith(Subjects.DDM4J.title());
        double zero = x + LABELS;
        double end = zero + figure.median() * scale;
        double middle = y + BAR / 2.0;
        svg.text(zero - 8, y + 12, "end", ours ? Svg.OURS : Svg.INK, 12, ours, figure.subject());
        svg.rect(zero, y, Math.max(1, end - zero), BAR, ours ? Svg.OURS : Svg.PEER);
        if (figure.max() > figure.min()) {
            svg.line(zero + figure.min() * scale, middle, zero + figure.max() * scale, middle, Svg.INK, 1.2);
        }
        double text = Math.max(end, zero + figure.max() * scale) + 6;
        svg.text(text, y + 12, "start", ours ? Svg.OURS : Svg.INK, 12, ours, Numbers.show(figure.median()));
    }
}
