import type { LabelTable } from "./label-table.ts";

/** What banks, states and licensing bodies call their numbers. */
export const civilLabels: LabelTable = [
  {
    type: "ACCOUNT_NUMBER",
    strong:
      "account~,account nbr,acct~,acct,a/c,a/c~,bank account,bank account number,bank acct,checking account,savings account,routing~,routing,routing and transit,routing transit number,aba,aba number," +
      "aba routing,aba routing number,rtn,transit~,institution number,sort code,sortcode,bsb,bsb number,swift,swift code,bic,bic code,swift/bic,bic/swift,swift bic,patient account,patient account number," +
      "hospital account,billing account,billing account number,billing~,guarantor~,guarantor account,guarantor,invoice~,invoice,har,har number,fin number,fin,receipt~,receipt,transaction~," +
      "transaction reference,payment reference,statement number,bill number,hsa account,hsa number,fsa account,account,debit account,loan number,financial account,superannuation number,bank number",
    weak: "acc,checking,savings,billing,bill,statement,bank,wire,direct debit,deposit,transaction,payment id,hsa,fsa,transit,account ending",
  },
  { type: "IBAN_CODE", strong: "iban,iban number,iban code,international bank account number", weak: "iban no" },
  {
    type: "LICENSE_NUMBER",
    strong:
      "driver license,drivers license,driver licence,drivers licence,driving license,driving licence,driving license number,driver license number,drivers license number,driver~,dl,dl~,dln,license~,licence~," +
      "lic~,npi,npi number,national provider identifier,national provider id,provider identifier,provider~,prescriber~,dea,dea~,dea registration,medical license,medical license number,medical licence," +
      "state license,state license number,nursing license,rn license,pharmacy license,physician license,professional license,certificate~,certification~,cert~,credential~,ahpra,ahpra~,ahpra registration,gmc," +
      "gmc~,nmc pin,nmc number,gphc number,cpso,cpso number,cpsid,imc,imc number,pmc number,registration~,upin,clia,clia number,firearm license,ptan,license,licence,licenses,liscense,lisence,permit~,cdl,cdl number,state id,state lic,state lic~,medical lic,driver lic,drivers lic,caqh,caqh id,medic number,supplier~,notary commission," +
      "state id number,id card number,provincial id",
    weak: "certificate,certification,cert,credential,registration,permit,lic,provider,prescriber,board certification,physician,clia id",
  },
  {
    type: "VEHICLE_ID",
    strong:
      "vin,vin~,vehicle identification number,vehicle identification,vehicle identifier,vehicle id,chassis~,license plate,license plate number,licence plate,licence plate number,number plate,plate~,plates," +
      "registration plate,car registration,vehicle registration,vehicle registration number,car reg,vehicle reg,kfz,kennzeichen,kfz kennzeichen,rego,rego number,reg plate,tag number,vehicle tag," +
      "engine number,parking permit,plate",
    weak: "reg,tag,vehicle,car,truck,reg~,scooter",
  },
  {
    type: "PASSPORT_NUMBER",
    strong:
      "passport,passport~,passport card,passport card~,travel document,travel document number,passeport,reisepass,pasaporte,passaporto",
    weak: "pass number,ppt",
  },
  {
    type: "NATIONAL_ID",
    strong:
      "health card,health card~,health number,health services number,ohip,ohip number,ohip card,phn,personal health number,ramq,ramq number,ahcip,bc services card,care card,carecard,mcp,mcp number,msi,msi number,hsn,phin,hcn," +
      "nhs,nhs~,chi number,chi,health and care number,hcnumber,ihi,ihi number,individual healthcare identifier,nhi,nhi number,nin,numero de secu,numero de securite sociale,secu,medicare card no," +
      "national insurance,national insurance number,ni~,nino,n.i,national id,national id number,national identity,national identity number,national identification number,identity number,identity card," +
      "identity card number,id card,citizen~,sin,sin number,social insurance,social insurance number,nas,numero d'assurance sociale,assurance sociale,ndis,ndis number,tfn,tax file,tax file number,abn," +
      "australian business number,acn,australian company number,ein,ein number,employer identification number,employer id number,federal tax id,tax~,tax id number,tax identification," +
      "tax identification number,tin,vat number,aadhaar,aadhaar number,aadhar,uidai,pan card,pan number,permanent account number,voter id,dni,nie,nif,codice fiscale,cod fiscale,fiscal code,pesel," +
      "personnummer,hetu,henkilotunnus,nric,fin card,rrn,resident registration number,resident registration,cpf,curp,bsn,burgerservicenummer,nir,insee,steuer-id,steueridentifikationsnummer,steuernummer," +
      "sozialversicherungsnummer,personalausweis,ppsn,pps,pps~,utr,unique taxpayer reference,alien number,alien registration number,alien registration,alien reg,a-number,uscis number,uscis,visa number," +
      "green card number,military id,military id number,dod id,dod id number,dodid,edipi,service number,inmate~,booking id number,crn number,centrelink,centrelink number,centrelink crn,pensioner number," +
      "kennitala,cnp,egn,oib,jmbg,rg number,thai id,tax reference,tc kimlik,tc kimlik no,tckn,kimlik no,sss,sss number,philhealth,bvn,nin number,emirates id,mykad,ic number",
    weak: "nino number,ni,voter,pension number,military,veteran id,va number,va file number,uk tax reference,ssn number equivalent",
  },
  {
    type: "US_SSN",
    strong:
      "ssn,ssns,ss~,ssn number,social security,social security~,soc sec,soc sec~,social,itin,itin number,taxpayer id,taxpayer id number,taxpayer identification number,social number,ssa number",
    weak: "ss",
  },
  {
    type: "SECRET",
    strong:
      "pin,pins,pin number,pin code,passcode,otp,one time code,one time passcode,one time password,verification code,security pin,access code,access pin,door code,gate code,entry code,garage code,alarm code," +
      "lockbox code,key code,unlock code,login code,sign in code,2fa code,mfa code,reset code,authentication code,authenticator code,activation code,voicemail pin,voicemail code,key safe code,keysafe,temp code,temporary code,backup code,recovery code,pca code,download code",
    weak: "code word,lockbox",
  },
];
