import HDL

/// An access to the registers of a device, in one cycle: reads answer in it, and have their effect at its end.
struct DeviceAccess: Layout {
  let valid = flag()
  let write = flag()
  let offset = field(22, "of the device's addresses, in bytes; aligned")
  let size = field(2, "0 byte, 1 half, 2 word")
  let store = field(32, "value in every place of its size")
}
