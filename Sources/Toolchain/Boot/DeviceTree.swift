import Reference

/// A description of a machine for an operating system. Devicetree Specification 0.4.
public struct DeviceTree: Equatable, Sendable {
  /// A node with its properties, and then its children, in the order in which they are written.
  public struct Node: Equatable, Sendable {
    /// With the unit address; empty for the root.
    public let name: String
    /// What others refer to it by.
    public let handle: Handle?
    public let properties: [Property]
    public let children: [Node]

    public init(_ name: String, handle: Handle? = nil, _ properties: [Property], _ children: [Node] = []) {
      self.name = name
      self.handle = handle
      self.properties = properties + (handle.map { [Property("phandle", .cells([$0.number]))] } ?? [])
      self.children = children
    }
  }

  /// A node to which others refer: its label in text, and its number in bytes.
  public struct Handle: Equatable, Sendable {
    public let label: String
    public let number: UInt32

    public init(_ label: String, _ number: UInt32) {
      self.label = label
      self.number = number
    }
  }

  public struct Property: Equatable, Sendable {
    public let name: String
    public let value: Value

    public init(_ name: String, _ value: Value = .empty) {
      self.name = name
      self.value = value
    }
  }

  /// What a property has; section 2.2.4.
  public enum Value: Equatable, Sendable {
    case empty
    case cells([UInt32])
    case strings([String])
    case references([Reference])
  }

  /// A node, and the cells that say what of it.
  public struct Reference: Equatable, Sendable {
    public let handle: Handle
    public let cells: [UInt32]

    public init(_ handle: Handle, _ cells: [UInt32] = []) {
      self.handle = handle
      self.cells = cells
    }
  }

  public let root: Node

  public init(root: Node) { self.root = root }
}

extension DeviceTree {
  /// Ticks of `time` in a second that the tree of a simulated processor names.
  public static let nominalFrequency: UInt32 = 10_000_000

  private static let coreInterrupts = Handle("core_interrupts", 1)
  private static let controller = Handle("controller", 2)

  /// The tree of the processor: `docs/core.md`, section 2.
  ///
  /// - Parameters:
  ///   - memory: bytes of main memory, at most 2 GiB less 4 KiB.
  ///   - frequency: ticks of `time` in a second, and the clock of the serial port in Hz.
  ///   - compressed: whether the hart has extension C.
  public static func processor(
    memory: Int, frequency: UInt32 = nominalFrequency, compressed: Bool = false
  ) -> DeviceTree {
    let soc = Node(
      "soc",
      [Property("#address-cells", .cells([1])), Property("#size-cells", .cells([1]))]
        + [Property("compatible", .strings(["simple-bus"])), Property("ranges")],
      [
        device("test", AddressMap.finisher, ["sifive,test0"]),
        device(
          "clint", AddressMap.localInterruptor, ["sifive,clint0", "riscv,clint0"],
          [extended([.machineSoftware, .machineTimer])]),
        interruptController, serialPort(frequency),
        device("block", AddressMap.blockDevice, ["keyline,block"], interrupt(AddressMap.blockDeviceSource)),
      ])
    let main = AddressMap.Place(base: AddressMap.mainMemory, bytes: UInt32(memory))
    return DeviceTree(
      root: Node(
        "",
        [
          Property("#address-cells", .cells([1])), Property("#size-cells", .cells([1])),
          Property("compatible", .strings(["keyline,processor"])), Property("model", .strings(["Keyline"])),
        ],
        [
          Node("chosen", [Property("stdout-path", .strings(["/soc/\(name("serial", AddressMap.serialPort))"]))]),
          processors(frequency, compressed: compressed),
          Node(name("memory", main), [Property("device_type", .strings(["memory"])), registers(main)]),
          soc,
        ]))
  }

  private static func processors(_ frequency: UInt32, compressed: Bool) -> Node {
    let interrupts = Node(
      "interrupt-controller", handle: coreInterrupts,
      [
        Property("#interrupt-cells", .cells([1])), Property("#address-cells", .cells([0])),
        Property("interrupt-controller"), Property("compatible", .strings(["riscv,cpu-intc"])),
      ])
    return Node(
      "cpus",
      [
        Property("#address-cells", .cells([1])), Property("#size-cells", .cells([0])),
        Property("timebase-frequency", .cells([frequency])),
      ],
      [
        Node(
          "cpu@0",
          [
            Property("device_type", .strings(["cpu"])), Property("reg", .cells([0])),
            Property("status", .strings(["okay"])), Property("compatible", .strings(["riscv"])),
            Property("riscv,isa", .strings(["rv32ima\(compressed ? "c" : "")_zicsr_zifencei_zicntr_zkr"])),
            Property("mmu-type", .strings(["riscv,sv32"])),
          ], [interrupts])
      ])
  }

  private static var interruptController: Node {
    device(
      "interrupt-controller", handle: controller, AddressMap.interruptController, ["sifive,plic-1.0.0", "riscv,plic0"],
      [
        Property("#interrupt-cells", .cells([1])), Property("#address-cells", .cells([0])),
        Property("interrupt-controller"), extended([.machineExternal, .supervisorExternal]),
        Property("riscv,ndev", .cells([UInt32(AddressMap.interruptSources)])),
      ])
  }

  private static func serialPort(_ frequency: UInt32) -> Node {
    device(
      "serial", AddressMap.serialPort, ["ns16550a"],
      [Property("clock-frequency", .cells([frequency]))] + interrupt(AddressMap.serialPortSource))
  }

  private static func device(
    _ kind: String, handle: Handle? = nil, _ place: AddressMap.Place, _ compatible: [String],
    _ properties: [Property] = []
  ) -> Node {
    Node(
      name(kind, place), handle: handle, [Property("compatible", .strings(compatible)), registers(place)] + properties)
  }

  private static func name(_ kind: String, _ place: AddressMap.Place) -> String {
    "\(kind)@\(String(place.base, radix: 16))"
  }

  private static func registers(_ place: AddressMap.Place) -> Property {
    Property("reg", .cells([place.base, place.bytes]))
  }

  /// A source of the interrupt controller.
  private static func interrupt(_ source: Int) -> [Property] {
    [
      Property("interrupt-parent", .references([Reference(controller)])),
      Property("interrupts", .cells([UInt32(source)])),
    ]
  }

  /// Interrupts of the core.
  private static func extended(_ causes: [InterruptCause]) -> Property {
    Property("interrupts-extended", .references(causes.map { Reference(coreInterrupts, [$0.rawValue]) }))
  }
}
