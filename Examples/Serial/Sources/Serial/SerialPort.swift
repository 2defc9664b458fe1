import HDL

/// A serial sender behind a queue of four bytes.
public final class SerialPort: Module {
  let input = Sink(Byte())
  let line = Out()
  let waiting = Out(3, "bytes in the queue")
  let queue = Instance(Queue(Byte(), depth: 4))
  let sender: Instance<SerialSender>

  public init(divisor: Int) {
    sender = Instance(SerialSender(divisor: divisor))
    super.init(name: "serial_port_\(divisor)")
  }

  public override func build() {
    queue.input <== input
    sender.input <== queue.output
    line <== sender.line
    waiting <== queue.occupancy
  }
}
