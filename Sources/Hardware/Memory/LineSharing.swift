import HDL

/// The line port of the encryption unit, shared by two caches: one request at a time, that of the data cache first.
final class LineSharing: Module {
  let data: Sink<LineRequest>
  let dataResponse: Source<LineResponse>
  let fetch: Sink<LineRequest>
  let fetchResponse: Source<LineResponse>
  let request: Source<LineRequest>
  let response: Sink<LineResponse>

  let offered = Reg(reset: false, "a request waits to be accepted: it stays the same one")
  let busy = Reg(reset: false, "a request is being answered")
  let owner = Reg(reset: false, "whose request: that of the fetch side")

  init(_ parameters: MemoryParameters) {
    let unit = parameters.unit
    data = Sink(LineRequest(unit))
    dataResponse = Source(LineResponse(unit))
    fetch = Sink(LineRequest(unit))
    fetchResponse = Source(LineResponse(unit))
    request = Source(LineRequest(unit))
    response = Sink(LineResponse(unit))
  }

  override var summary: String { "Two caches at one line port." }

  override var latency: Latency? { .combinational }

  override func build() {
    let isFetch = mux(offered | busy, owner, !data.valid).named("is_fetch")
    request.valid <== !busy & mux(isFetch, fetch.valid, data.valid)
    request.payload <== mux(isFetch, fetch.payload, data.payload)
    data.ready <== !busy & !isFetch & request.ready
    fetch.ready <== !busy & isFetch & request.ready
    dataResponse.valid <== busy & !owner & response.valid
    dataResponse.payload <== response.payload
    fetchResponse.valid <== busy & owner & response.valid
    fetchResponse.payload <== response.payload
    response.ready <== busy & mux(owner, fetchResponse.ready, dataResponse.ready)

    owner <== isFetch
    offered <== request.valid & !request.ready
    when(busy) {
      when(response.fire & response.payload.last) { busy <== false }
    } otherwise: {
      when(request.fire) { busy <== true }
    }
    alwaysStable(request)
  }
}
