import HDL

/// What the slots promise, for any version and any slot: an image is kept under a version once, comes back from the slot in which it was kept, for
/// the domain for which it was kept, once, and not after that domain has ended.
///
/// Assumed of the surroundings: one thing at a time; an image is kept after it was opened, where there was room; one is taken that is
/// live. That no more than 2^64 images are made is assumed, too.
final class ImageSlotsProof: ImageSlots {
  let versionChoice = In(64, "version that the proof is about")
  let slotChoice: Bits.Input
  /// An image was opened, and neither kept nor given up.
  private let isOpen = Reg(reset: false)
  private let wasKept = Reg(reset: false)
  private let keptSlot: Bits.Var
  private let keptDomain: Bits.Var
  /// It was taken from the slot.
  private let wasTaken = Reg(reset: false)
  private let wasEnded = Reg(reset: false)

  override init(_ parameters: UnitParameters) {
    slotChoice = In(parameters.imageBits, "slot that the proof is about")
    keptSlot = Reg(parameters.imageBits, reset: 0)
    keptDomain = Reg(parameters.domainBits, reset: 0)
    super.init(parameters)
  }

  override func build() {
    super.build()
    let watched = chosenOnce(versionChoice, "watched_version")
    let slot = chosenOnce(slotChoice, "watched_slot")
    let actions = [open, keep, choose, take, ended]
    let others = actions.indices.map { index in
      actions[index] & actions[(index + 1)...].reduce(false) { $0 | $1 }
    }
    assume("one_thing_at_a_time", !others.reduce(false) { $0 | $1 })
    assume("opened_where_there_is_room", open.implies(!full))
    assume("never_so_many", open.implies(!count.all))
    assume("kept_after_it_was_opened", keep.implies(isOpen))
    assume("taken_while_it_is_live", take.implies(live & past))

    when(open | keep | choose) { isOpen <== open }
    let keeps = (keep & (count == watched)).named("keeps")
    let takes = (take & (present == slot) & (version == watched)).named("takes")
    when(keeps) {
      wasKept <== true
      keptSlot <== present
      keptDomain <== domain
    }
    when(takes) { wasTaken <== true }
    when(ended & wasKept & (endedDomain == keptDomain)) { wasEnded <== true }
    let isLive = (select(slot, from: occupied) & (versions[slot] == watched)).named("is_live")

    always("a_version_is_kept_once", keeps.implies(!wasKept))
    always("taken_where_it_was_kept", takes.implies(wasKept & (keptSlot == slot) & (keptDomain == domain)))
    always("taken_once", takes.implies(!wasTaken))
    always("not_taken_after_its_domain_has_ended", takes.implies(!wasEnded))

    // Of the states that there can be, for the step of induction.
    always("live_is_as_it_was_kept", isLive.implies(wasKept & (keptSlot == slot) & !wasTaken & !wasEnded))
    always("live_for_its_domain", isLive.implies(select(slot, from: owners) == keptDomain))
    always("kept_versions_are_past", wasKept.implies(watched <= count))
    always("an_open_version_is_new", (isOpen & (count == watched)).implies(!wasKept))
    always("an_open_slot_is_free", isOpen.implies(!select(present, from: occupied)))
    always("taken_after_it_was_kept", (wasTaken | wasEnded).implies(wasKept))

    cover("live", isLive)
    cover("taken", wasTaken)
    cover("ended", wasEnded & !wasTaken)
  }
}
