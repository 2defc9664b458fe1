import HDL

/// The line port of the encryption unit, shared by two caches: one request at a time, that of the data cache first. The next
/// request of the data cache is offered while one is answered, so that the unit can prepare a write-back; a fetch waits.
final class LineSharing: Module {
  let data: Sink<LineRequest>
  let dataResponse: Source<LineResponse>
  let fetch: Sink<LineRequest>
  let fetchResponse: Source<LineResponse>
  let request: Source<LineRequest>
  let response: Sink<LineResponse>

  let offered = Reg(reset: false, "a request waits to be accepted: it stays the same one")
  let offersFetch = Reg(reset: false, "whose: that of the fetch side")
  let busy = Reg(reset: false, "a request is being answered")
  let owner = Reg(reset: false, "whose: that of the fetch side")

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
    let isFetch = mux(offered, offersFetch, !data.valid).named("is_fetch")
    request.valid <== mux(isFetch, fetch.valid & !busy, data.valid)
    request.payload <== mux(isFetch, fetch.payload, data.payload)
    data.ready <== !isFetch & request.ready
    fetch.ready <== isFetch & !busy & request.ready
    dataResponse.valid <== busy & !owner & response.valid
    dataResponse.payload <== response.payload
    fetchResponse.valid <== busy & owner & response.valid
    fetchResponse.payload <== response.payload
    response.ready <== busy & mux(owner, fetchResponse.ready, dataResponse.ready)

    offersFetch <== isFetch
    offered <== request.valid & !request.ready
    when(request.fire) {
      busy <== true
      owner <== isFetch
    } otherwise: {
      when(response.fire & response.payload.last) { busy <== false }
    }
    assume("one_request_at_a_time", !(busy & request.fire))
    alwaysStable(request)
  }
}
