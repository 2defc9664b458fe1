import HDL

// The order of things in the data cache.
extension DataCache {
  func buildControl() {
    func fail(isPage: Bit) {
      failed <== true
      isPageFault <== isPage
      phase <== .answer
    }
    // Walks begin in `ready`, for a fetch, and in `translate`.
    func finishWalk() {
      walking <== false
      when(pending) {
        phase <== .translate
      } otherwise: {
        phase <== .ready
      }
    }

    when(isAccepted) { access <== data.payload }
    match(phase) {
      switch $0 {
      case .ready:
        failed <== false
        isFound <== false
        walking <== walkerReads & !pending
        when(missed) {
          phase <== .check
        } otherwise: {
          pending <== !modifying & !isIdleNext
          when(!pending & (walkerReads | sweeps & writesBack)) { phase <== .read }
        }
      case .read:
        // A line that was just filled is there.
        when(isFound) {
          phase <== .decide
        } otherwise: {
          phase <== .check
        }
      case .check:
        beat <== 0
        way <== victim
        isFound <== arrays.found.any & isTranslated
        lineDomain <== domain
        lineEncrypted <== encrypted & !walking
        when(setIsClean) {
          phase <== .ready
        } otherwise: {
          phase <== .decide
        }
      case .decide:
        when(sweeps) {
          phase <== .writeBackRequest
        } otherwise: {
          when(isFound) {
            when(walking) {
              finishWalk()
            } otherwise: {
              pending <== modifies
              phase <== .ready
            }
          } otherwise: {
            buildMiss(fail, finishWalk)
          }
        }
      case .translate:
        isFound <== false
        when(walkDone) {
          when(walkFault) {
            fail(isPage: walkPageFault)
          } otherwise: {
            phase <== .read
          }
        } otherwise: {
          when(walkerReads) {
            walking <== true
            phase <== .read
          }
        }
      case .writeBackRequest:
        when(leaving.isEmpty) { phase <== .writeBack }
      case .writeBack:
        when(leaving.isEmpty) {
          when(sweeps) {
            phase <== .ready
          } otherwise: {
            phase <== .fillRequest
          }
        }
      case .fillRequest:
        when(fillBegins) { phase <== .fill }
      case .fill:
        when(arrives) { beat <== beat + 1 }
        when(isFilled) {
          isFound <== true
          phase <== .read
        } otherwise: {
          when(lineFails) {
            when(walking) {
              finishWalk()
            } otherwise: {
              fail(isPage: false)
            }
          }
        }
      case .device:
        when(device.ready) { phase <== .deviceAnswer }
      case .deviceAnswer:
        when(deviceResponseValid) {
          failed <== deviceResponseError
          isPageFault <== false
          phase <== .answer
        }
      case .answer:
        pending <== false
        phase <== .ready
      }
    }
  }

  /// What is checked and not in the cache.
  private func buildMiss(_ fail: (Bit) -> Void, _ finishWalk: () -> Void) {
    let code = access.operation.bits
    let isAtomic = code[1] | code[2] | code[3]
    when(!isTranslated) {
      phase <== .translate
    } otherwise: {
      when(isUncached) {
        when(walking) {
          finishWalk()
        } otherwise: {
          when(isAtomic | encrypted & closed & !access.address[31]) {
            fail(false)
          } otherwise: {
            phase <== .device
          }
        }
      } otherwise: {
        when(MemoryMap.isBootROM(physical[12...31]) & changes & !walking) {
          fail(false)
        } otherwise: {
          // A line that takes its own place has to be in memory before it is read there.
          when(isOwnVictim & isWayDirty) {
            phase <== .writeBackRequest
          } otherwise: {
            phase <== .fillRequest
          }
        }
      }
    }
  }
}
