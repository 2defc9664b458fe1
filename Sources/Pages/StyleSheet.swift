/// How reports look: on a desk, on a telephone, in the dark and on paper. Two colours carry the meaning everywhere: warm is
/// plaintext, cool is ciphertext.
package enum StyleSheet {
  package static let text = """
    :root {
      --page: #f6f7f9; --card: #ffffff; --ink: #16202c; --soft: #5a6878; --line: #dde3ea;
      --band: #14202f; --band-ink: #f3f5f8; --band-soft: #a9b8c9; --brass: #e8b33a;
      --plain: #e0a526; --plain-ink: #8a5c00; --cipher: #2f7d9d; --cipher-ink: #1d6480; --event: #8795a5;
      --good: #1d7a4f; --bad: #b3261e; --inside: #ffffff;
      --tint0: #2f7d9d; --tint1: #8a5bb0; --tint2: #b8553f; --tint3: #5a8a3a;
      --shadow: 0 1px 2px rgb(20 32 47 / 6%), 0 4px 16px rgb(20 32 47 / 5%);
      color-scheme: light;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #0e141b; --card: #161e28; --ink: #e4eaf1; --soft: #98a6b6; --line: #2a3542;
        --band: #0a1017; --plain: #e8b33a; --plain-ink: #f0c25a; --cipher: #4a9fc2; --cipher-ink: #7cc3e0;
        --event: #6d7c8d; --good: #5cc391; --bad: #ff8a80; --inside: #0e141b;
        --tint0: #4a9fc2; --tint1: #ad86d0; --tint2: #dd8570; --tint3: #87b866; --shadow: none;
        color-scheme: dark;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--page); color: var(--ink);
      font: 1rem/1.6 "Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      font-variant-numeric: tabular-nums;
    }
    code, .mono { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace; }
    code { font-size: .88em; overflow-wrap: anywhere; }
    .wrap { max-width: 68rem; margin: 0 auto; padding: 0 1.5rem; }
    header { background: var(--band); color: var(--band-ink); border-bottom: 3px solid var(--brass); }
    header .wrap { padding-top: 3rem; padding-bottom: 2.25rem; }
    header .kicker { margin: 0 0 1rem; color: var(--brass); font-weight: 600; font-size: .95rem; }
    h1 {
      margin: 0; max-width: 26em; font-size: clamp(1.65rem, 4.4vw, 2.6rem); line-height: 1.18; font-weight: 680;
      letter-spacing: -.02em; text-wrap: balance;
    }
    header.failed { border-color: var(--bad); }
    header .lead { margin: 1rem 0 0; max-width: 44rem; color: var(--band-soft); font-size: 1.05rem; }
    .facts { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1.5rem; margin: 2.25rem 0 0; }
    .facts div { border-top: 1px solid rgb(255 255 255 / 18%); padding-top: .7rem; }
    .facts dd { margin: 0; font-size: 1.65rem; font-weight: 650; letter-spacing: -.015em; line-height: 1.2; }
    .facts dt { color: var(--band-soft); font-size: .88rem; line-height: 1.4; }
    .facts div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
    main { padding: .5rem 0 3rem; }
    section { padding-top: 3rem; }
    h2 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25; font-weight: 660; letter-spacing: -.012em; }
    h3 { margin: 2.25rem 0 .5rem; font-size: 1.08rem; font-weight: 640; }
    h4 { margin: 0 0 .6rem; font-size: .98rem; font-weight: 600; }
    .scroll + h4 { margin-top: 1.6rem; }
    p, li { max-width: 44rem; }
    p { margin: .5rem 0; }
    section > .lead { color: var(--soft); margin-bottom: 1.25rem; }
    .card {
      background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.4rem;
      box-shadow: var(--shadow); margin: 1rem 0;
    }
    .views { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1.25rem; margin: 1.25rem 0; }
    figure { margin: 0; }
    .view { background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden;
      box-shadow: var(--shadow); }
    .view img { display: block; width: 100%; height: auto; background: var(--line); }
    .view img.small { image-rendering: pixelated; }
    .view figcaption { padding: .8rem 1rem 1rem; font-size: .92rem; line-height: 1.5; color: var(--soft); }
    .view strong { display: block; color: var(--ink); font-size: 1rem; }
    .view.plain { border-top: 4px solid var(--plain); } .view.cipher { border-top: 4px solid var(--cipher); }
    .contrast { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1.25rem; align-items: start; }
    .contrast > div { grid-column: span 2; }
    .contrast h3 { margin-top: .3rem; }
    .panels { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem; margin: 1rem 0; }
    .panel, .verdicts > div { background: var(--card); border: 1px solid var(--line); border-radius: 10px;
      padding: 1.1rem 1.3rem; box-shadow: var(--shadow); }
    .panel figcaption { color: var(--soft); font-size: .92rem; margin-top: .4rem; }
    .verdicts { display: grid; grid-template-columns: 1fr 1fr; gap: 1.25rem; align-items: start; }
    .verdicts h3 { margin-top: 0; } .verdicts ul { margin: 0; padding-left: 1.15rem; } .verdicts li { margin: .55rem 0; }
    .verdicts .proved { border-top: 4px solid var(--good); } .verdicts .open { border-top: 4px solid var(--event); }
    .verdicts .failed { border-top: 4px solid var(--bad); }
    .legend { display: flex; flex-wrap: wrap; gap: .35rem 1.4rem; margin: .25rem 0 1rem; padding: 0; list-style: none;
      font-size: .92rem; color: var(--soft); }
    .legend span { display: inline-block; width: .85em; height: .85em; border-radius: 3px; margin-right: .5em;
      vertical-align: -.05em; }
    .legend .plain { background: var(--plain); } .legend .cipher { background: var(--cipher); }
    .legend .event { background: var(--event); }
    .legend .mark { width: 3px; border-radius: 0; background: var(--ink); }
    .scroll { overflow-x: auto; }
    .scroll:focus-visible { outline: 2px solid var(--cipher); outline-offset: 3px; border-radius: 4px; }
    table { border-collapse: collapse; width: 100%; font-size: .92rem; line-height: 1.4; }
    caption { text-align: left; color: var(--soft); font-size: .92rem; padding-bottom: .6rem; }
    th, td { padding: .5rem .9rem .5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
    th:last-child, td:last-child { padding-right: 0; }
    tbody th { font-weight: 600; white-space: nowrap; }
    thead th { font-weight: 600; font-size: .85rem; color: var(--soft); vertical-align: bottom; }
    .number { text-align: right; }
    td.number, td code, td.words:not(:nth-child(2)) { white-space: nowrap; }
    thead .number { min-width: 5.2rem; }
    tbody tr:last-child > * { border-bottom: 0; }
    .bad { color: var(--bad); font-weight: 600; } .soft { color: var(--soft); }
    svg { display: block; width: 100%; height: auto; overflow: visible; }
    svg text { fill: var(--ink); font-size: 13px; }
    svg .label { font-weight: 600; font-size: 13.5px; } svg .tick { fill: var(--soft); font-size: 12px; }
    svg .mono { font-size: 11.5px; }
    svg .inside { font-size: 12px; font-weight: 600; }
    svg .on-plain { fill: #1c1503; } svg .on-cipher { fill: var(--inside); }
    svg .span { stroke: var(--soft); stroke-width: 1.25; }
    svg .note { fill: var(--ink); font-size: 12.5px; font-weight: 600; }
    svg .grid { stroke: var(--line); } svg .axis { stroke: var(--event); }
    svg .mark { stroke: var(--ink); stroke-width: 2.5; }
    svg .plain { fill: var(--plain); } svg .cipher { fill: var(--cipher); } svg .event { fill: var(--event); }
    svg .frame { fill: none; stroke: var(--line); stroke-width: 1.5; }
    svg .open { fill: none; stroke: var(--event); stroke-dasharray: 4 4; }
    svg .box { fill: var(--tint); fill-opacity: .13; stroke: var(--tint); stroke-width: 1.5; }
    svg .wire { fill: none; stroke: var(--tint); stroke-width: 1.75; stroke-opacity: .75; }
    svg .tint { --tint: var(--event); } svg .tint0 { --tint: var(--tint0); } svg .tint1 { --tint: var(--tint1); }
    svg .tint2 { --tint: var(--tint2); } svg .tint3 { --tint: var(--tint3); }
    footer { border-top: 1px solid var(--line); margin-top: 3rem; padding: 1.5rem 0 3rem; color: var(--soft);
      font-size: .92rem; }
    @media (max-width: 46rem) {
      .wrap { padding: 0 1.1rem; }
      header .wrap { padding-top: 2rem; padding-bottom: 1.75rem; }
      .facts { grid-template-columns: 1fr 1fr; gap: 1.1rem; }
      .views, .contrast, .panels, .verdicts { grid-template-columns: 1fr; }
      .contrast > div { grid-column: auto; }
      section { padding-top: 2.25rem; }
      .card { padding: 1rem; }
    }
    @media print {
      :root { --page: #fff; --card: #fff; --band: #fff; --band-ink: #000; --band-soft: #444; --shadow: none; }
      body { font-size: 10pt; }
      header .kicker { color: #555; }
      header .wrap, main { padding-top: .5rem; }
      section { padding-top: 1.25rem; }
      .view, .panel, .verdicts > div, tr, svg { break-inside: avoid; }
      h2, h3, h4, h2 + p, h3 + p, caption, .legend { break-after: avoid; }
      .scroll { overflow: visible; }
      svg { min-width: 0 !important; }
      .facts div { border-color: #ccc; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
