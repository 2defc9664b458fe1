import CSharing

/// Who a process is, by its keys and certificates, and whom it believes about others (SF-113, SF-114).
public struct Identity {
  let credentials: UnsafePointer<credential>
  let authorities: UnsafePointer<authority>

  /// What the process takes for now, in seconds since the beginning of 1970: by itself when `keyline certify data` ran.
  public var time: Int64

  /// That of `NAME/identity.h` and `authority.h`, which `keyline certify data` writes beside the source. They are part of
  /// the encrypted data of the process. A process that has none is not built.
  public static var own: Identity {
    let identity = own_identity()
    return Identity(credentials: identity.credentials, authorities: identity.authorities, time: identity.time)
  }
}
