import Pages

/// Rules that a report on a run of processes needs besides the common ones. Modes differ in colour and in pattern.
enum SystemReportStyle {
  static let text = """
    svg .encrypted { fill: url(#encrypted); } svg .machine { fill: var(--ink); }
    .stripes { position: absolute; width: 0; height: 0; } .stripes .back { fill: var(--cipher); }
    .stripes .front { stroke: var(--card); stroke-opacity: .38; stroke-width: 1.4; }
    svg .on-encrypted { fill: #fff; paint-order: stroke; stroke: #144a61; stroke-width: 3.5px; }
    svg .hint { fill: transparent; } svg .hint:hover { fill: var(--ink); fill-opacity: .09; }
    svg .small { fill: var(--soft); font-size: 10px; }
    svg .step { stroke: var(--ink); stroke-width: 1.6; } svg .step-label { font-size: 11px; font-weight: 650; }
    svg a:hover .step-label { text-decoration: underline; }
    svg .call { fill: var(--tint1); } svg .timer { fill: var(--event); } svg .fault { fill: var(--tint2); }
    svg .refusal { fill: var(--bad); }
    .legend .encrypted { background: repeating-linear-gradient(135deg, var(--cipher) 0 3px, #ffffff88 3px 4px),
      var(--cipher); }
    .legend .machine { background: var(--ink); }
    .warning { border-left: 4px solid var(--plain); padding: .7rem 1.1rem; margin: 1.5rem 0 0; background: var(--card);
      border-radius: 6px; max-width: none; }
    details { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: .45rem 0; }
    summary { display: grid; grid-template-columns: 2.4rem 4.6rem 4.2rem 1fr auto; gap: .6rem; padding: .55rem .9rem;
      cursor: pointer; align-items: baseline; }
    summary::marker { content: ""; } summary::-webkit-details-marker { display: none; }
    summary:hover { background: color-mix(in srgb, var(--cipher) 7%, transparent); }
    summary:focus-visible { outline: 2px solid var(--cipher); outline-offset: 2px; border-radius: 6px; }
    summary .order { color: var(--soft); text-align: right; } summary b { font-weight: 650; }
    summary .change { color: var(--cipher-ink); font-size: .86rem; font-weight: 600; white-space: nowrap; }
    details[open] summary { border-bottom: 1px solid var(--line); }
    .inside-step { padding: .5rem .9rem .9rem; }
    .registers td, .registers th { padding-top: .28rem; padding-bottom: .28rem; }
    .registers td { white-space: nowrap; font-size: .88rem; }
    .fresh { background: color-mix(in srgb, var(--cipher) 15%, transparent); }
    .gone { color: var(--soft); text-decoration: line-through; }
    .key { display: inline-block; min-width: 4.2rem; border-left: 4px solid var(--tint); padding-left: .45rem; }
    .key.tint0 { --tint: var(--tint0); } .key.tint1 { --tint: var(--tint1); } .key.tint2 { --tint: var(--tint2); }
    .key.tint3 { --tint: var(--tint3); } .key.tint4 { --tint: var(--brass); } .key.tint5 { --tint: var(--event); }
    .parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 29rem), 1fr)); gap: .9rem;
      margin: .6rem 0; }
    .party { border: 1px solid var(--line); border-left: 4px solid var(--cipher); border-radius: 8px;
      padding: .6rem .8rem; min-width: 0; }
    .party.plain { border-left-color: var(--plain); }
    .party h4 { margin: 0; font-size: .92rem; } .party p { margin: 0 0 .4rem; font-size: .84rem; color: var(--soft); }
    pre { margin: 0; overflow-x: auto; font-size: .78rem; line-height: 1.5; }
    pre.bytes { font-size: .69rem; line-height: 1.5; }
    table.shares td.words:last-child { white-space: normal; min-width: 16rem; }
    .log { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.2rem; }
    @media (max-width: 46rem) {
      summary { grid-template-columns: auto auto auto 1fr; } summary .text { grid-column: 1 / -1; }
      summary .change { text-align: right; grid-column: 4; grid-row: 1; }
    }
    @media print { pre { white-space: pre-wrap; } }

    """

  /// The pattern of encrypted mode, for all drawings of a page.
  static let pattern = HTML.tag(
    "svg", ["class": "stripes", "aria-hidden": "true"],
    .tag(
      "defs",
      .tag(
        "pattern",
        [
          "id": "encrypted", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
          "patternTransform": "rotate(45)",
        ],
        .tag("rect", ["width": "6", "height": "6", "class": "back"]),
        .tag("line", ["x1": "0", "y1": "0", "x2": "0", "y2": "6", "class": "front"]))))
}
