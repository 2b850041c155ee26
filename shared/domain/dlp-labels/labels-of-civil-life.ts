import type { LabelTable } from "./label-table.ts";

/** What banks, states and licensing bodies call their numbers. */
export const civilLabels: LabelTable = [
  {
    type: "ACCOUNT_NUMBER",
    strong:
      "acct,a/c,routing,routing and transit,aba,rtn,transit~,institution number,sort code,sortcode,bsb,swift,bic,swift/bic,bic/swift,billing~,guarantor,invoice,har,fin,receipt,transaction~," +
      "transaction reference,payment reference,statement number,bill number,hsa number,account,loan number,superannuation number,bank number",
    weak: "check~,cheque~,check,cheque,acc,checking,savings,billing,bill,statement,bank,wire,direct debit,deposit,transaction,payment id,hsa,fsa,transit,account ending",
  },
  { type: "IBAN_CODE", strong: "iban,international bank account number", weak: "iban no" },
  {
    type: "LICENSE_NUMBER",
    strong:
      "driver~,dl,dln,lic~,lic,npi,provider identifier,provider~,prescriber~,dea,dea registration,certificate~,certification~,cert~,credential~,ahpra,ahpra registration,gmc,nmc pin,nmc number," +
      "gphc number,cpso,cpsid,imc,pmc number,registration~,upin,clia,ptan,license,licence,liscense,lisence,permit~,cdl,state id,state lic,medical lic,driver lic,drivers lic,caqh," +
      "supplier~,id card number,provincial id",
    weak: "certificate,certification,cert,credential,registration,permit,provider,prescriber,physician,clia id",
  },
  {
    type: "VEHICLE_ID",
    strong:
      "vin,vehicle identification,vehicle identifier,vehicle id,chassis~,car registration,vehicle registration,vehicle registration number,car reg,vehicle reg,kfz,kennzeichen,rego,tag number," +
      "vehicle tag,engine number,parking permit,plate",
    weak: "reg,tag,tail,vehicle,car,truck,scooter",
  },
  {
    type: "PASSPORT_NUMBER",
    strong: "passport,travel document,passeport,reisepass,pasaporte,passaporto",
    weak: "pass number,ppt",
  },
  {
    type: "NATIONAL_ID",
    strong:
      "health card,health number,health services number,ohip,phn,ramq,ahcip,bc services card,care card,carecard,mcp,msi,hsn,phin,hcn,nhs,chi,health and care number,hcnumber,ihi," +
      "individual healthcare identifier,nhi,nin,numero de securite sociale,securite sociale,secu,medicare card no,national insurance,national insurance number,ni~,nino,n.i,national id,national identity," +
      "national identification number,identity number,identity card,id card,citizen~,sin,social insurance,social insurance number,nas,numero d'assurance sociale,assurance sociale,ndis,tfn,tax file," +
      "tax file number,abn,australian business number,acn,australian company number,ein,employer identification number,employer id number,tax~,tax identification,tin,vat number,aadhaar,aadhar," +
      "uidai,pan card,pan number,permanent account number,voter id,dni,nie,nif,codice fiscale,cod fiscale,fiscal code,pesel,personnummer,hetu,henkilotunnus,nric,fin card,rrn," +
      "resident registration number,resident registration,cpf,curp,bsn,burgerservicenummer,nir,insee,steuer-id,steueridentifikationsnummer,steuernummer,sozialversicherungsnummer,personalausweis," +
      "ppsn,pps,utr,unique taxpayer reference,alien number,alien registration number,alien registration,alien reg,a-number,uscis,visa number,green card number,military id,dod id,dodid,edipi," +
      "service number,inmate~,booking id number,crn number,centrelink,centrelink crn,pensioner number,kennitala,cnp,egn,oib,jmbg,rg number,thai id,tax reference,tc kimlik,tckn,kimlik no,sss," +
      "philhealth,bvn,emirates id,mykad,ic number",
    weak: "nino number,ni,voter,pension number,military,veteran id,va number,va file number,uk tax reference,ssn number equivalent",
  },
  {
    type: "US_SSN",
    strong: "ssn,ss~,social security,soc sec,social,itin,taxpayer id,taxpayer identification number,ssa number",
    weak: "ss",
  },
  {
    type: "SECRET",
    strong:
      "pin,passcode,otp,one time code,one time password,verification code,access code,door code,gate code,entry code,garage code,alarm code,lockbox code,key code,unlock code,login code," +
      "sign in code,2fa code,mfa code,reset code,authentication code,authenticator code,activation code,voicemail code,key safe code,keysafe,temp code,temporary code,backup code,recovery code," +
      "pca code,download code",
    weak: "code word,lockbox",
  },
];
