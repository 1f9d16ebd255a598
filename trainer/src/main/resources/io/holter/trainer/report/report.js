'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const charts = new Map();

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(
      ['paper', 'panel', 'ink', 'muted', 'line', 'normal', 'anomaly', 'expected', 'neutral'].map(name => [name, style.getPropertyValue('--' + name).trim()]));
  };

  const number = value => {
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
      return value.toExponential(2).replace(/\.?0+e/, 'e').replace('e+', 'e');
    }
    return String(Number(value.toPrecision(4)));
  };

  // A value axis. Logarithms are taken beforehand, since a logarithmic axis would start and end at powers of ten.
  const axis = (c, name, more = {}) => ({
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap: 28,
    nameTextStyle: {color: c.muted, fontSize: 12},
    axisLine: {show: true, onZero: false, lineStyle: {color: c.line}},
    axisTick: {show: true, lineStyle: {color: c.line}},
    axisLabel: {color: c.muted, fontSize: 11, hideOverlap: true, formatter: number},
    splitLine: {lineStyle: {color: c.line, opacity: 0.6}},
    ...more,
  });

  const logarithmicAxis = (c, name, from, to, more = {}) => {
    const mantissas = to - from < 2.2 ? [1, 2, 5] : [1];
    const every = Math.max(1, Math.ceil((to - from) / 8));
    const ticks = [];
    for (let power = Math.floor(from); power <= Math.ceil(to); power += mantissas.length > 1 ? 1 : every) {
      ticks.push(...mantissas.map(m => power + Math.log10(m)).filter(t => t >= from - 1e-9 && t <= to + 1e-9));
    }
    const axisAt = axis(c, name, {min: from, max: to, ...more});
    axisAt.axisTick.customValues = ticks;
    axisAt.axisLabel = {...axisAt.axisLabel, customValues: ticks, formatter: t => number(10 ** t)};
    axisAt.splitLine = more.splitLine || {show: false};
    return axisAt;
  };

  const base = (c, more) => ({
    animation: false,
    textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
    legend: {top: 0, left: 0, itemWidth: 22, itemHeight: 10, textStyle: {color: c.ink, fontSize: 12}},
    grid: {left: 56, right: 18, top: 56, bottom: 44},
    // Text only: names come from data, and are never read as HTML.
    tooltip: {renderMode: 'richText', confine: true, backgroundColor: c.paper, borderColor: c.line, textStyle: {color: c.ink, fontSize: 12}},
    ...more,
  });

  const threshold = (c, at, vertical = true) => ({
    silent: true,
    symbol: 'none',
    animation: false,
    lineStyle: {color: c.ink, type: 'dashed', width: 1.4},
    label: {color: c.ink, fontSize: 12, formatter: 'threshold ' + number(data.threshold), position: vertical ? 'end' : 'insideEndTop'},
    data: [vertical ? {xAxis: at} : {yAxis: at}],
  });

  const line = (name, colour, points, more = {}) => ({
    type: 'line',
    name,
    data: points,
    symbol: 'none',
    itemStyle: {color: colour},
    lineStyle: {color: colour, width: 2},
    emphasis: {disabled: true},
    ...more,
  });

  const SOLID = 'path://M0 4h22v2.4H0z';
  const DASHED = 'path://M0 4h9v2.4H0z M13 4h9v2.4h-9z';
  const AREA = 'roundRect';
  const DOT = 'circle';
  const TRIANGLE = 'triangle';
  const legend = (c, ...entries) => ({...base(c).legend, data: entries.map(([name, icon]) => ({name, icon, itemStyle: {opacity: icon === AREA ? 0.45 : 1}}))});

  const dot = (c, point, name) => ({
    type: 'scatter',
    name,
    data: [point],
    symbolSize: 11,
    z: 5,
    itemStyle: {color: c.anomaly, borderColor: c.paper, borderWidth: 1.5},
  });

  const histogram = c => {
    const h = data.histogram;
    const width = (h.to - h.from) / h.normal.length;
    const outline = shares => [...shares.map((share, i) => [h.from + i * width, share]), [h.to, 0]];
    const classes = data.anomalies ? ['Normal windows', 'Anomalies'] : ['Windows', null];
    const series = (name, colour, shares, dash) =>
      line(name, colour, outline(shares), {step: 'end', areaStyle: {color: colour, opacity: 0.28}, lineStyle: {color: colour, width: 1.6, type: dash}});
    const at = h.logarithmic ? Math.log10(data.threshold) : data.threshold;
    const shown = [];
    if (data.normal || !data.anomalies) {
      shown.push(series(classes[0], data.anomalies ? c.normal : c.neutral, h.normal, 'solid'));
    }
    if (data.anomalies) {
      shown.push(series(classes[1], c.anomaly, h.anomalous, 'solid'));
    }
    shown[0].markLine = threshold(c, at);
    const unit = 'Error of a window (normalised units)';
    const x = h.logarithmic ? logarithmicAxis(c, unit, h.from, h.to) : axis(c, unit, {min: h.from, max: h.to, splitLine: {show: false}});
    const y = axis(c, data.anomalies ? 'Share of the class (%)' : 'Share of the windows (%)', {nameGap: 38, min: 0});
    return base(c, {legend: legend(c, ...shown.map(s => [s.name, AREA])), xAxis: x, yAxis: y, series: shown, tooltip: {show: false}});
  };

  const curve = (c, names, points, colour, guess, at) =>
    base(c, {
      legend: legend(c, ['This model', SOLID], ['A guess', DASHED], ['At the threshold', DOT]),
      xAxis: axis(c, names[0], {min: 0, max: 1}),
      yAxis: axis(c, names[1], {min: 0, max: 1, nameGap: 38}),
      grid: {left: 56, right: 18, top: 40, bottom: 44},
      tooltip: {...base(c).tooltip, trigger: 'item', formatter: p => `${names[0]} ${number(p.value[0])}\n${names[1]} ${number(p.value[1])}`},
      series: [
        line('This model', colour, points, {areaStyle: {color: colour, opacity: 0.12}, lineStyle: {color: colour, width: 2.4}, silent: true}),
        line('A guess', c.muted, guess, {lineStyle: {color: c.muted, type: 'dashed', width: 1.4}, silent: true}),
        dot(c, at, 'At the threshold'),
      ],
    });

  const roc = c => {
    const q = data.curves;
    return curve(c, ['Share of normal windows alarmed', 'Share of anomalies found'], q.roc, c.normal, [[0, 0], [1, 1]], [q.falsePositiveRate, q.recall]);
  };

  const precisionRecall = c => {
    const q = data.curves;
    return curve(c, ['Recall', 'Precision'], q.precisionRecall, c.normal, [[0, q.anomalyShare], [1, q.anomalyShare]], [q.recall, q.precision]);
  };

  const losses = c => {
    const l = data.losses;
    const all = [...l.training, ...l.validation].filter(v => v > 0);
    const low = Math.min(...all);
    const high = Math.max(...all);
    const logarithmic = all.length > 0 && high > 4 * low;
    const points = values => values.map((v, i) => [1 + i * l.every, logarithmic ? Math.log10(Math.max(v, low)) : v]);
    const few = l.training.length <= 30;
    const series = [
      line('Training windows', c.normal, points(l.training), {symbol: few ? 'circle' : 'none', symbolSize: 5}),
      line('Held-out windows', c.anomaly, points(l.validation), {symbol: few ? 'triangle' : 'none', symbolSize: 6, lineStyle: {color: c.anomaly, type: [6, 3], width: 2}}),
    ];
    const last = 1 + (l.training.length - 1) * l.every;
    if (l.kept > 0 && l.kept < last) {
      series[0].markLine = {...threshold(c, l.kept), label: {color: c.ink, fontSize: 12, formatter: 'weights kept'}};
    }
    const name = 'Loss (' + data.loss + ')' + (logarithmic ? ', logarithmic' : '');
    const more = {nameGap: 46, splitLine: {lineStyle: {color: c.line, opacity: 0.6}}};
    const y = logarithmic ? logarithmicAxis(c, name, Math.log10(low) - 0.05, Math.log10(high) + 0.05, more) : axis(c, name, {...more, scale: true});
    return base(c, {
      legend: legend(c, ['Training windows', SOLID], ['Held-out windows', DASHED]),
      grid: {left: 66, right: 18, top: 56, bottom: 44},
      xAxis: axis(c, 'Epoch', {min: 1, max: Math.max(2, last), minInterval: 1, splitLine: {show: false}}),
      yAxis: y,
      tooltip: {
        ...base(c).tooltip,
        trigger: 'axis',
        formatter: p => `epoch ${p[0].value[0]}` + p.map(s => `\n${s.seriesName}: ${number(logarithmic ? 10 ** s.value[1] : s.value[1])}`).join(''),
      },
      series,
    });
  };

  const codes = c => {
    const plain = data.codes.width > 1;
    const positive = [...data.codes.normal, ...data.codes.anomalous].map(p => p[1]).filter(v => v > 0);
    const low = Math.min(...positive);
    const points = values => (plain ? values : values.map(p => [p[0], Math.log10(Math.max(p[1], low))]));
    const cloud = (name, colour, values, symbol) => ({
      type: 'scatter',
      name,
      data: points(values),
      symbol,
      symbolSize: symbol === DOT ? 5 : 7,
      itemStyle: {color: colour, opacity: 0.6},
      emphasis: {disabled: true},
      silent: true,
    });
    const series = [];
    if (data.codes.normal.length) {
      series.push(cloud(data.anomalies ? 'Normal windows' : 'Windows', data.anomalies ? c.normal : c.neutral, data.codes.normal, DOT));
    }
    if (data.codes.anomalous.length) {
      series.push(cloud('Anomalies', c.anomaly, data.codes.anomalous, TRIANGLE));
    }
    const first = plain ? 'First principal component of the codes' : 'Code';
    const y = plain
      ? axis(c, 'Second principal component', {scale: true, nameGap: 42})
      : logarithmicAxis(c, 'Error (normalised units)', Math.log10(low) - 0.1, Math.log10(Math.max(...positive)) + 0.1, {nameGap: 46});
    return base(c, {
      legend: legend(c, ...series.map(s => [s.name, s.symbol])),
      grid: {left: 66, right: 18, top: 40, bottom: 44},
      xAxis: axis(c, first, {scale: true}),
      yAxis: y,
      tooltip: {show: false},
      series,
    });
  };

  const withUnit = (name, unit) => (unit ? `${name} (${unit})` : name);

  // Times that are round numbers, about five of them, each with the number of the nearest point.
  const roundTimes = times => {
    const span = times[times.length - 1] - times[0];
    const rough = 10 ** Math.floor(Math.log10(span / 5 || 1));
    const step = rough * [1, 2, 5, 10].find(m => span / (m * rough) <= 6);
    const ticks = new Map();
    for (let i = 0, k = Math.ceil(times[0] / step); i < times.length; i++) {
      if (times[i] >= k * step - 1e-9) {
        ticks.set(i, number(k * step));
        k = Math.floor(times[i] / step + 1e-9) + 1;
      }
    }
    return ticks;
  };

  // The axis counts points, since areas can only be stacked over categories.
  const timeAxis = (c, name, times, more = {}) => {
    const ticks = roundTimes(times);
    const at = axis(c, name, {...more, type: 'category', boundaryGap: false, data: times, splitLine: {show: false}});
    at.axisTick = {...at.axisTick, alignWithLabel: true, interval: i => ticks.has(i)};
    at.axisLabel = {...at.axisLabel, interval: i => ticks.has(i), formatter: (value, i) => ticks.get(i), ...more.axisLabel};
    return at;
  };

  const trace = (c, element) => {
    const t = data.traces[Number(element.dataset.trace)];
    const strip = element.classList.contains('strip');
    const narrow = element.clientWidth < 260;
    const first = !element.previousElementSibling.dataset.chart;
    const milliseconds = data.sampleRate > 0 && t.at[t.at.length - 1] < 2 * data.sampleRate;
    const perSample = data.sampleRate > 0 ? (milliseconds ? 1000 : 1) / data.sampleRate : 1;
    const time = data.sampleRate > 0 ? (milliseconds ? 'Time (ms)' : 'Time (s)') : 'Sample';
    const times = t.at.map(i => i * perSample);
    const difference = t.input.map((v, i) => Math.abs(v - t.expected[i]));
    const band = (name, values, opacity) =>
      line(name, c.anomaly, values, {stack: 'error', stackStrategy: 'all', lineStyle: {width: 0, color: c.anomaly}, areaStyle: {color: c.anomaly, opacity, origin: 'auto'}, silent: true});
    const series = [
      band('', t.input.map((v, i) => Math.min(v, t.expected[i])), 0),
      band('Error', difference, 0.3),
      line('Input', c.ink, t.input, {lineStyle: {color: c.ink, width: 1.7}}),
      line('Reconstruction', c.expected, t.expected, {lineStyle: {color: c.expected, width: 2, type: [5, 3]}}),
    ];
    const hidden = {axisLabel: {show: false}, axisTick: {show: false}};
    const option = base(c, {
      legend: {...legend(c, ['Input', SOLID], ['Reconstruction', DASHED], ['Error', AREA]), show: first, itemWidth: narrow ? 12 : 17, itemGap: 7, textStyle: {color: c.ink, fontSize: narrow ? 9 : 11}},
      grid: [{left: 58, right: 12, top: first ? 32 : 10, bottom: strip ? 106 : 40}],
      xAxis: [strip ? {...timeAxis(c, '', times), ...hidden} : timeAxis(c, time, times)],
      yAxis: [axis(c, withUnit(t.channel, t.unit), {scale: true, nameGap: 42, splitNumber: 4})],
      series,
    });
    option.tooltip.trigger = 'axis';
    option.tooltip.formatter = p => {
      const i = p[0].dataIndex;
      return `${time} ${number(times[i])}\ninput ${number(t.input[i])}\nreconstruction ${number(t.expected[i])}\nerror ${number(difference[i])}`;
    };
    if (strip) {
      option.grid.push({left: 58, right: 12, height: 54, bottom: 40});
      option.xAxis.push(timeAxis(c, time, times, {gridIndex: 1}));
      option.yAxis.push(axis(c, 'Error', {gridIndex: 1, min: 0, splitNumber: 2, nameGap: 42}));
      series.push(line('Error by sample', c.anomaly, difference, {xAxisIndex: 1, yAxisIndex: 1, areaStyle: {color: c.anomaly, opacity: 0.45}, lineStyle: {color: c.anomaly, width: 1}}));
    }
    return option;
  };

  const makers = {errors: histogram, roc, precisionRecall, losses, codes, trace};

  const draw = () => {
    const c = colours();
    document.querySelectorAll('[data-chart]').forEach(element => {
      if (!charts.has(element)) {
        charts.set(element, echarts.init(element, null, {renderer: 'svg'}));
      }
      const chart = charts.get(element);
      chart.resize();
      chart.setOption(makers[element.dataset.chart](c, element), true);
    });
  };

  const resized = new ResizeObserver(entries =>
    entries.forEach(entry => {
      const chart = charts.get(entry.target);
      if (chart && Math.round(entry.contentRect.width) !== chart.getWidth()) {
        chart.resize();
      }
    }));
  document.querySelectorAll('[data-chart]').forEach(element => resized.observe(element));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
  // On paper: light, and as wide as a sheet.
  const printing = on => () => {
    document.documentElement.classList.toggle('printing', on);
    draw();
  };
  addEventListener('beforeprint', printing(true));
  addEventListener('afterprint', printing(false));
  draw();
})();
