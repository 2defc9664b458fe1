import HDL
import Pages

/// The documentation of designs: pages, drawings and lists that are generated from what was elaborated.
public struct Documentation {
  /// One design, or one set of parameters of it.
  public struct Entry {
    /// The name of its folder.
    public let name: String
    /// A sentence about it.
    public let summary: String
    public let design: Design
    /// Interfaces that deserve a manual.
    public let manual: [ManualChapter]

    public init(name: String, summary: String, design: Design, manual: [ManualChapter] = []) {
      self.name = name
      self.summary = summary
      self.design = design
      self.manual = manual
    }
  }

  /// A file of the documentation.
  public struct File: Hashable, Sendable {
    /// Below the folder of the documentation, for example `fast/lane.html`.
    public let path: String
    public let text: String
  }

  /// Stands in every generated file except Verilog, so that files that are no longer generated can be told from others.
  public static let mark = "Written by keyline docs"

  private let title: String
  private let entries: [Entry]

  /// - Parameter title: what the designs are, for the first page.
  public init(title: String, entries: [Entry]) {
    self.title = title
    self.entries = entries
  }

  /// All files: `index.html`, and for every entry a folder with pages, drawings as SVG, lists as Markdown, and the Verilog
  /// they speak of. The same designs give the same files.
  /// - Parameter progress: called with the name of every entry before it is worked on.
  public func files(progress: (String) -> Void = { _ in }) -> [File] {
    var books: [DesignBook] = []
    for entry in entries {
      progress(entry.name)
      books.append(DesignBook(entry))
    }
    return [File(path: "index.html", text: IndexPage(title: title, books: books).html)] + books.flatMap(\.files)
  }
}

/// The pages about one design.
struct DesignBook {
  let entry: Documentation.Entry
  let analysis: Analysis
  /// By module.
  let paths: [String: LongestPath]

  init(_ entry: Documentation.Entry) {
    self.entry = entry
    analysis = Analysis(entry.design)
    var paths: [String: LongestPath] = [:]
    for module in analysis.modules { paths[module.name] = analysis.longestPath(in: module.name) }
    self.paths = paths
  }

  var name: String { entry.name }
  /// The top first, what it instantiates after it.
  var modules: [ModuleDescription] { analysis.modules.reversed() }

  /// Of all modules that have them.
  var controlRegisters: [ControlRegisterManual] { modules.compactMap(\.controlRegisters) }
  var hasManual: Bool { !entry.manual.isEmpty || !controlRegisters.isEmpty }

  var files: [Documentation.File] {
    let hierarchy = HierarchyDiagram.draw(analysis)
    var files = [
      file("index.html", DesignPage(book: self, hierarchy: hierarchy).html), file("hierarchy.svg", hierarchy.file),
      file("modules.md", ModuleList(book: self).markdown),
    ]
    if hasManual {
      files.append(file("manual.html", ManualPage(book: self).html))
      files.append(file("manual.md", ManualList(book: self).markdown))
      for layout in entry.manual.flatMap(\.layouts) {
        files.append(file("\(ManualPage.fileName(layout)).svg", FieldPicture.draw(layout).file))
      }
      for manual in controlRegisters {
        files += manual.registers.map { register in
          let picture = FieldPicture.draw(register, width: manual.width)
          return file("\(ManualPage.fileName(register, in: manual)).svg", picture.file)
        }
      }
    }
    for module in modules {
      let page = ModulePage(module: module, book: self)
      files.append(file("\(module.name).html", page.html))
      files += page.drawings.map { file($0.name, $0.diagram.file) }
    }
    return files + entry.design.verilog().files.map { file($0.name, $0.text) }
  }

  private func file(_ name: String, _ text: String) -> Documentation.File {
    Documentation.File(path: "\(entry.name)/\(name)", text: text)
  }
}
