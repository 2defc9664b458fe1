import HDL

extension UnitParameters {
  /// What the core around the unit, and the software that sets it up, see of it.
  public var manual: [ManualChapter] {
    [
      ManualChapter(
        title: "Attribute registers",
        text: "One for each region: which lines of which domain are under which algorithm, key and rights. "
          + "A register is written by set-up commands only; the public view shows all but key slot and nonce.",
        layouts: [LayoutDescription(Attribute(self))], codes: [EnumerationDescription(Algorithm.self)]),
      ManualChapter(
        title: "Set-up port",
        text: "Commands that install and drop regions. Each is answered when it is carried out or refused.",
        layouts: [LayoutDescription(SetupCommand(self)), LayoutDescription(SetupResponse(self))],
        codes: [EnumerationDescription(SetupStatus.self)]),
      ManualChapter(
        title: "Mode port", text: "Commands that change which domain runs, in which mode, and where it goes on.",
        layouts: [
          LayoutDescription(ModeCommand(self)), LayoutDescription(ModeResponse(self)),
          LayoutDescription(BackLink(self)),
        ], codes: [EnumerationDescription(ModeStatus.self)]),
      ManualChapter(
        title: "Line port", text: "Requests of the caches for one line, answered word by word.",
        layouts: [LayoutDescription(LineRequest(self)), LayoutDescription(LineResponse(self))],
        codes: [EnumerationDescription(LineKind.self), EnumerationDescription(LineStatus.self)]),
    ]
  }
}
