package io.github.claimcheck.benchmarks;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.github.claimcheck.benchmarks.Panel.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws panels side by side, both axes logarithmic. */
final class TimeChart {

    private static final int WIDTH = 520;
    private static final int HEIGHT = 420;

    private TimeChart() {}

    static void write(List<Panel> panels, Path file) throws IOException {
        var page = new VectorGraphics2D();
        for (var panel : panels) {
            chart(panel).paint(page, WIDTH, HEIGHT);
            page.translate(WIDTH, 0);
        }
        try (var out = Files.newOutputStream(file)) {
            var size = new PageSize(WIDTH * panels.size(), HEIGHT);
            new SVGProcessor().getDocument(page.getCommands(), size).writeTo(out);
        }
        System.out.println("Written: " + file);
    }

    private static XYChart chart(Panel panel) {
        var chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .theme(ChartTheme.XChart)
                .title(panel.title())
                .xAxisTitle("payload in KB")
                .yAxisTitle("time in ms")
                .build();
        var styler = chart.getStyler();
        styler.setXAxisLogarithmic(true);
        styler.setYAxisLogarithmic(true);
        // A dotted line would be drawn as one shape for each dot.
        styler.setPlotGridLinesStroke(new BasicStroke(0.5f));
        styler.setPlotGridLinesColor(Color.LIGHT_GRAY);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setLegendPosition(LegendPosition.InsideNW);
        styler.setXAxisDecimalPattern("#,###");
        styler.setYAxisDecimalPattern("#,###.###");
        for (var title : panel.points().get(0).secondsByVariant().keySet()) {
            chart.addSeries(
                    title,
                    values(panel, point -> point.payloadBytes() / 1024.0),
                    values(panel, point -> point.secondsByVariant().get(title).median() * 1e3));
        }
        return chart;
    }

    private static double[] values(Panel panel, ToDoubleFunction<Point> reading) {
        return panel.points().stream().mapToDouble(reading).toArray();
    }
}
